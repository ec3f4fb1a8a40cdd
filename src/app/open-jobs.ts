import type { AttachmentStorage } from '../attachments/index.ts'
import { sendDueArticles } from '../broadcasts/index.ts'
import { eraseMarkedChats, refreshDueTokens, scrubWebText, webChatKeysOf } from '../channels/index.ts'
import {
  askUnitsAgain,
  forgetLostConversations,
  forgetShown,
  purgeHeld,
  remindAttendees,
  tellAsked,
  tellMerged,
  tellAnswers,
  tellHandovers,
  tellProgress,
  tellRequests,
  tellTranscripts,
  tellTriage,
} from '../conversation/index.ts'
import { remindOwners } from '../conclusions/index.ts'
import { indexMissingDialogues } from '../dialogues/index.ts'
import { act, ensureHistoryMonths, type House, type Scope } from '../database/index.ts'
import { closeDueForms, mixArrivals, takeWordsIn } from '../forms/index.ts'
import { createJobs, type Jobs } from '../jobs/index.ts'
import { foldTallies, recountTallies } from '../overview/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { endDisclosures, indexMissing } from '../questions/index.ts'
import { adoptEarlier, closeDueLogs } from '../receipts/index.ts'
import { lapseRequests } from '../requests/index.ts'
import { applyEarlyReceipts } from '../outbox/index.ts'
import { closeDueWindows } from '../sealed/index.ts'
import { lapseUnconfirmed } from '../residents/index.ts'
import { countHeard } from '../statistics/index.ts'
import { dropOldDeliveries, sendWebhooks, type PostWebhook } from '../webhooks/index.ts'
import type { Channels } from './open-channels.ts'
import type { SpeechServer } from './speech-server.ts'
import { transcribeVoices } from './transcribe-voices.ts'
import { shownUntil } from './open-conversation.ts'
import { runRetention } from './run-retention.ts'

type Options = {
  readonly house: House
  readonly ownerUrl: string
  readonly storage: AttachmentStorage
  readonly channels: Channels
  /** Where pictures of articles are fetched from; without one no article goes. */
  readonly publicUrl: string | undefined
  /** Without one officers write voices down themselves. */
  readonly speech: SpeechServer | undefined
  /** How programs of others are told. */
  readonly postWebhook: PostWebhook
}

/** Of anonymous opinions that were looked up by their code, the page of a web chat keeps a copy for an hour at most. */
export const forgetShownOnPages = async (scope: Scope): Promise<number> =>
  await forgetShown(scope, async ({ tx, keyring, clock }, chatId, since) => {
    const chatKeys = await webChatKeysOf(tx, keyring, [chatId])
    for (const chatKey of chatKeys)
      await scrubWebText(scope, {
        chatKey,
        since,
        until: clock.now(),
        houseUntil: shownUntil(since),
      })
    return chatKeys.length > 0
  })

/** Everything that is due by the clock. Each may run twice without harm. */
export const openJobs = ({ house, ownerUrl, storage, channels, publicUrl, speech, postWebhook }: Options): Jobs => {
  const { database, clock, log } = house
  return createJobs({
    url: ownerUrl,
    log,
    jobs: [
      {
        name: 'refresh-tokens',
        cron: '17 * * * *',
        alsoAtStart: true,
        async run() {
          const { zaloConnector } = channels
          if (zaloConnector) await refreshDueTokens(house, zaloConnector.renew)
        },
      },
      {
        name: 'purge-held-texts',
        cron: '*/10 * * * *',
        alsoAtStart: true,
        run: async () => void (await purgeHeld(database, clock.now())),
      },
      {
        name: 'forget-shown',
        cron: '*/10 * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('forget-shown'), forgetShownOnPages)),
      },
      {
        name: 'early-receipts',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await applyEarlyReceipts(database, clock.now())),
      },
      {
        name: 'erase-chats',
        cron: '*/10 * * * *',
        async run() {
          const count = await eraseMarkedChats(database, clock.now())
          await forgetLostConversations(database)
          if (count > 0) log.info({ count }, 'chats of erased people are gone')
        },
      },
      {
        name: 'lapse-erasures',
        cron: '*/30 * * * *',
        run: async () => void (await act(house, systemActor('lapse-erasures'), lapseUnconfirmed)),
      },
      {
        name: 'fold-tallies',
        cron: '* * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('fold-tallies'), foldTallies)) > 0);
        },
      },
      {
        // Places may have been moved, and no fault of a count shall live longer than a day.
        name: 'recount-tallies',
        cron: '11 3 * * *',
        run: async () => await act(house, systemActor('recount-tallies'), recountTallies),
      },
      {
        // Persons cannot be added up from unit to unit, so statistics are counted as a whole, at most once an hour.
        name: 'count-heard',
        cron: '27 * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('count-heard'), countHeard)) > 0);
        },
      },
      {
        name: 'index-words',
        cron: '*/10 * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('index-words'), indexMissing)) > 0);
          while ((await act(house, systemActor('index-words'), indexMissingDialogues)) > 0);
        },
      },
      {
        name: 'history-months',
        cron: '5 1 * * *',
        run: async () => await ensureHistoryMonths(database, clock.now()),
      },
      {
        // Every minute, for a change is told at once; what was missed is made up for, or too late to be said.
        name: 'remind-attendees',
        cron: '* * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('remind-attendees'), remindAttendees)) > 0);
        },
      },
      {
        // Not at once, so that a merging that is undone is told to nobody.
        name: 'tell-merged',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-merged'), tellMerged)),
      },
      {
        name: 'tell-triage',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () =>
          void (await act(house, systemActor('tell-triage'), async (scope) => await tellTriage(scope, publicUrl))),
      },
      {
        name: 'tell-answers',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () =>
          void (await act(house, systemActor('tell-answers'), async (scope) => await tellAnswers(scope, publicUrl))),
      },
      {
        name: 'tell-handovers',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-handovers'), tellHandovers)),
      },
      {
        name: 'tell-progress',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-progress'), tellProgress)),
      },
      {
        // In the morning of a working day's start, when something can still be done that day.
        name: 'remind-owners',
        cron: '0 8 * * *',
        async run() {
          const count = await act(house, systemActor('remind-owners'), remindOwners)
          if (count > 0) log.info({ count }, 'owners of concluded tasks were reminded')
        },
      },
      {
        name: 'tell-requests',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-requests'), tellRequests)),
      },
      {
        // In the first hour after the last day on which people could join.
        name: 'lapse-requests',
        cron: '9 * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('lapse-requests'), lapseRequests)) > 0);
        },
      },
      {
        name: 'transcribe-voices',
        cron: '* * * * *',
        alsoAtStart: true,
        async run() {
          if (speech) await transcribeVoices({ house, storage, speech })
        },
      },
      {
        name: 'tell-transcripts',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-transcripts'), tellTranscripts)),
      },
      {
        name: 'tell-asked',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('tell-asked'), tellAsked)),
      },
      {
        // Who somebody is goes in the first hour after the last day that they agreed to.
        name: 'end-disclosures',
        cron: '7 * * * *',
        alsoAtStart: true,
        run: async () => void (await act(house, systemActor('end-disclosures'), endDisclosures)),
      },
      {
        // What waits of an anonymous form is mixed before anybody counts it; a form whose time is over is ended.
        name: 'forms',
        cron: '* * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('forms'), mixArrivals)) > 0);
          while ((await act(house, systemActor('forms'), closeDueForms)) > 0);
          // The rest waits for the next minute, so that no form is closed late.
          for (let times = 0; times < 20; times += 1) {
            if ((await act(house, systemActor('forms'), takeWordsIn)) === 0) break
          }
        },
      },
      {
        name: 'close-sealed',
        cron: '* * * * *',
        alsoAtStart: true,
        async run() {
          while ((await act(house, systemActor('close-sealed'), closeDueWindows)) > 0);
        },
      },
      {
        // Leaves of earlier days get their places in the log; of a collection that is over, all that wait.
        name: 'close-receipts',
        cron: '*/10 * * * *',
        alsoAtStart: true,
        async run() {
          await act(house, systemActor('close-receipts'), adoptEarlier)
          await closeDueLogs(house)
        },
      },
      {
        name: 'send-articles',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await sendDueArticles({ house, desk: channels.zalo, publicUrl })),
      },
      {
        name: 'send-webhooks',
        cron: '* * * * *',
        alsoAtStart: true,
        run: async () => void (await sendWebhooks(house, postWebhook)),
      },
      {
        name: 'drop-old-deliveries',
        cron: '43 3 * * *',
        run: async () => await act(house, systemActor('drop-old-deliveries'), dropOldDeliveries),
      },
      {
        name: 'retention',
        cron: '37 2 * * *',
        run: async () => await runRetention({ house, storage }),
      },
      {
        name: 'ask-units-again',
        cron: '0 9 * * *',
        async run() {
          const count = await act(house, systemActor('ask-units-again'), askUnitsAgain)
          if (count > 0) log.info({ count }, 'residents of changed units were asked where they live')
        },
      },
    ],
  })
}
