import type { Queryable } from '../database/index.ts'
import { chatAccounts } from './chat-accounts-views.ts'

export type PublicLinks = {
  /** Where anybody checks the notice. */
  readonly verify: string
  /** Where a chat opens that already knows the notice. */
  readonly chats: readonly { readonly name: 'zalo' | 'telegram' | 'web'; readonly url: string }[]
}

/** `origin`: https address of the service without a slash at the end. `noticeCode`: six bare digits. */
export const publicLinks = async (db: Queryable, origin: string, noticeCode: string): Promise<PublicLinks> => {
  const payload = `d_${noticeCode}`
  const { zalo, telegram } = await chatAccounts(db)
  return {
    verify: `${origin}/verify/${noticeCode}`,
    chats: [
      ...(zalo === null ? [] : [{ name: 'zalo' as const, url: `https://zalo.me/${zalo}` }]),
      ...(telegram === null ? [] : [{ name: 'telegram' as const, url: `https://t.me/${telegram}?start=${payload}` }]),
      { name: 'web' as const, url: `${origin}/chat?start=${payload}` },
    ],
  }
}
