import {
  deleteTag,
  getTemplateInfo,
  getTemplateMessageStatus,
  getTemplateQuota,
  getUserQuota,
  listMessageAssets,
  listTags,
  listTemplates,
  tagUser,
  untagUser,
} from 'zalo-oa-sdk'
import type { JsonObject, MessageAsset, TemplateSummary, UserQuota } from 'zalo-oa-sdk'
import { askAccount } from './ask-account.ts'
import type { Told } from './ask-account.ts'
import type { ZaloContext } from './zalo-context.ts'

/** What an account can be asked besides sending. Every answer is a value. */
export type AccountCalls = {
  /** All templates, from the first: at most `most`. */
  templates(accountId: string, most?: number): Promise<Told<readonly TemplateSummary[]>>
  templateInfo(accountId: string, templateId: string): Promise<Told<JsonObject>>
  templateQuota(
    accountId: string,
  ): Promise<Told<{ readonly dailyQuota: number | null; readonly remainingQuota: number | null }>>
  /** Whether a template by phone arrived; for one whose receipt got lost. */
  templateStatus(
    accountId: string,
    messageId: string,
  ): Promise<Told<{ readonly status: 'unknown' | 'pending' | 'delivered'; readonly deliveredAtMs: number | null }>>
  /** What one person may still get, and when they last acted. */
  userQuota(accountId: string, userId: string): Promise<Told<UserQuota>>
  /** Messages beyond the free window that the package and purchases left. */
  paidMessages(accountId: string): Promise<Told<readonly MessageAsset[]>>
  tags(accountId: string): Promise<Told<readonly string[]>>
  /** Puts a tag on a person; a new name makes the tag. */
  tag(accountId: string, userId: string, tag: string): Promise<Told<null>>
  untag(accountId: string, userId: string, tag: string): Promise<Told<null>>
  /** Removes a tag from everybody. */
  dropTag(accountId: string, tag: string): Promise<Told<null>>
}

const pageSize = 100

export const createAccountCalls = (context: ZaloContext): AccountCalls => ({
  async templates(accountId, most = 500) {
    const all: TemplateSummary[] = []
    while (all.length < most) {
      const limit = Math.min(pageSize, most - all.length)
      const page = await askAccount(context, accountId, (client, token) =>
        listTemplates(client, token, { offset: all.length, limit }),
      )
      if (page.kind === 'failed') return page
      all.push(...page.value)
      if (page.value.length < limit) break
    }
    return { kind: 'told', value: all }
  },
  templateInfo: (accountId, templateId) =>
    askAccount(context, accountId, (client, token) => getTemplateInfo(client, token, { templateId })),
  templateQuota: (accountId) => askAccount(context, accountId, getTemplateQuota),
  templateStatus: (accountId, messageId) =>
    askAccount(context, accountId, (client, token) => getTemplateMessageStatus(client, token, { messageId })),
  userQuota: (accountId, userId) =>
    askAccount(context, accountId, (client, token) => getUserQuota(client, token, { userId })),
  paidMessages: (accountId) =>
    askAccount(context, accountId, (client, token) =>
      listMessageAssets(client, token, { owner: 'OA', product: 'cs', quotaType: 'sub_quota' }),
    ),
  tags: (accountId) => askAccount(context, accountId, listTags),
  tag: (accountId, userId, tag) =>
    askAccount(context, accountId, (client, token) => tagUser(client, token, { userId, tag })),
  untag: (accountId, userId, tag) =>
    askAccount(context, accountId, (client, token) => untagUser(client, token, { userId, tag })),
  dropTag: (accountId, tag) => askAccount(context, accountId, (client, token) => deleteTag(client, token, { tag })),
})
