import type { AttachmentStorage } from '../attachments/index.ts'
import { releaseHeld } from '../broadcasts/index.ts'
import { markUnreachable, readAccountEvent, scrubWebText, webChatKeysOf } from '../channels/index.ts'
import {
  createConversation,
  createResidentTopics,
  createOpinionTopic,
  attendTopic,
  checkNoticeTopic,
  clarifyTopic,
  deskTopic,
  dialogueRequestsTopic,
  formTopic,
  menuTopic,
  officerLinkTopic,
  privacyAskTopic,
  privacyIdentityTopic,
  mergedTopic,
  refusedTopic,
  releaseAsked,
  releaseMerged,
  releaseHandovers,
  releaseProgress,
  releaseReminders,
  answerTopic,
  releaseAnswers,
  releaseRequests,
  releaseTranscripts,
  releaseTriage,
  scheduleTopic,
  sealedTopic,
  supportsTopic,
  tellEmergencyNumbers,
  trackTopic,
  voiceTopic,
  type ConversationDoor,
  type EventHandler,
  type Topics,
} from '../conversation/index.ts'
import type { House } from '../database/index.ts'
import { recordConsoleReply } from '../desk/index.ts'
import { collectingDialogues, findByNoticeCode } from '../dialogues/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { noteReceipt, settleByEcho } from '../outbox/index.ts'
import { guardText } from '../questions/index.ts'
import { eraseResident, type PersonalData } from '../residents/index.ts'

type Options = {
  readonly house: House
  readonly storage: AttachmentStorage
  readonly personalData: PersonalData
  readonly publicUrl: string | undefined
}

const dayMs = 86_400_000
// Whoever wrote a moment ago is reachable, so the jobs of every minute tell them. Looking again at each message of a
// conversation cost half of its turn (measured).
const lookedLatelyMs = 600_000

/** What was looked up is on the page by then; a notice that comes later is not touched. */
export const shownUntil = (since: Date): Date => new Date(since.getTime() + 600_000)

/** What platforms tell besides words: who left, what arrived, what a person typed in the platform's own console. */
const createEventHandler =
  (personalData: PersonalData): EventHandler =>
  async (scope, chat, update, resident) => {
    const { content } = update
    switch (content.kind) {
      case 'unfollow':
        await markUnreachable(scope.tx, chat.id, 'blocked', 'left')
        return 'unfollow'
      case 'withdraw':
        await eraseResident(
          { ...scope, actor: systemActor('withdrawal') },
          { chatId: chat.id, residentId: resident?.id ?? null, at: update.at },
          personalData.erasers,
        )
        return 'withdraw'
      case 'echo':
        if (!content.byPerson) {
          const { messageId, text } = content
          await settleByEcho(
            { ...scope, actor: systemActor('echo') },
            { accountId: chat.accountId, chatId: chat.id, messageId, text },
          )
          return 'echo'
        }
        await recordConsoleReply(
          { ...scope, actor: systemActor('echo') },
          { chatId: chat.id, residentId: resident?.id ?? null, unitId: resident?.unitId ?? null, text: content.text },
        )
        return 'echo-of-person'
      case 'receipt':
        await noteReceipt(
          { ...scope, actor: systemActor('receipt') },
          { accountId: chat.accountId, messageIds: content.messageIds, what: content.what, at: update.at },
        )
        return content.what
      case 'account-event':
        scope.log.info({ accountId: chat.accountId, event: content.name }, 'an event of an account')
        await readAccountEvent(scope, {
          accountId: chat.accountId,
          at: update.at,
          name: content.name,
          values: content.values ?? {},
        })
        return 'account-event'
      case 'text':
      case 'button':
      case 'start':
      case 'media':
      case 'location':
      case 'contact':
      case 'submitted-info':
      case 'follow':
      case 'reaction':
      case 'unsupported':
      case 'ignored':
        return content.kind
    }
  }

/** The residents' door with all topics of the house. */
export const openConversation = (options: Options): ConversationDoor => {
  const { house, storage, personalData, publicUrl } = options
  const topics: Topics = {
    all: [],
    welcome: 'welcome',
    menu: 'menu',
    opinion: 'opinion',
    track: 'track',
    check: 'check-notice',
    officerLink: 'officer-link',
    isUrgent: (text) => guardText(text)?.kind === 'emergency',
  }
  const all = [
    menuTopic,
    clarifyTopic,
    ...createResidentTopics({
      topics: () => topics,
      personalData,
      async unitOfNotice(turn, code) {
        return (await findByNoticeCode(turn.scope.tx, code))?.unitId ?? null
      },
      async watch(turn, text) {
        if (guardText(text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
      },
    }),
    createOpinionTopic({ collecting: collectingDialogues, storage }),
    trackTopic,
    supportsTopic,
    mergedTopic,
    privacyAskTopic,
    privacyIdentityTopic,
    refusedTopic,
    voiceTopic,
    scheduleTopic,
    checkNoticeTopic,
    attendTopic,
    formTopic,
    dialogueRequestsTopic,
    answerTopic,
    sealedTopic,
    deskTopic,
    officerLinkTopic,
  ]
  Object.assign(topics, { all })
  const door = createConversation({
    house,
    topics,
    publicUrl,
    handleEvent: createEventHandler(personalData),
    async scrub(scope, chat, at, since) {
      // The page of a web chat shows a person's own words; of an anonymous opinion it must keep none of the day's. What
      // was only looked up goes from there to this turn, whose own words are another matter.
      const range = since
        ? { since, until: new Date(at.getTime() - 1), houseUntil: shownUntil(since) }
        : { since: new Date(at.getTime() - dayMs), until: at }
      for (const chatKey of await webChatKeysOf(scope.tx, scope.keyring, [chat.id])) {
        await scrubWebText(scope, { chatKey, ...range })
      }
    },
  })
  return {
    ...door,
    async takeTurn(turn) {
      const outcome = await door.takeTurn(turn)
      // Their window is open now: what could not be sent to them goes after the answer.
      const { tx, chatId, accountId, update, windowOpenedAt } = turn
      const looked = windowOpenedAt && update.at.getTime() - windowOpenedAt.getTime() < lookedLatelyMs
      if (update.opensWindow && !looked) {
        const scope = { ...house, tx, actor: systemActor('held') }
        await releaseHeld(scope, { chatId, accountId })
        // After the notices: what one of them says needs no reminder.
        await releaseReminders(scope, { chatId, accountId })
        await releaseMerged(scope, { chatId, accountId })
        await releaseAsked(scope, { chatId, accountId })
        await releaseTriage(scope, { chatId, accountId }, publicUrl)
        await releaseAnswers(scope, { chatId, accountId }, publicUrl)
        await releaseHandovers(scope, { chatId, accountId })
        await releaseProgress(scope, { chatId, accountId })
        await releaseRequests(scope, { chatId, accountId })
        await releaseTranscripts(scope, { chatId, accountId })
      }
      return outcome
    },
  }
}
