import { recordAudit } from '../audit/index.ts'
import { act, type House } from '../database/index.ts'
import { systemActor } from '../kernel/actor.ts'
import { enqueueMessage } from '../outbox/index.ts'
import { phrase } from '../phrases/index.ts'
import { addressBucket } from './address-bucket.ts'
import { foldLogin } from './officer.ts'
import { chatOfOfficer, replaceSignInLink, spendSignInLink } from './officer-chat-store.ts'
import { findForSignIn, findForSignInById } from './officer-views.ts'
import { newToken, tokenHash, tokenHashes } from './secret-token.ts'
import { afterFirstStep, type SignInOutcome } from './sign-in.ts'
import { countTry, forgetTries, type ThrottlePolicy } from './throttle-store.ts'

export const signInLinkMinutes = 5
const perLogin: ThrottlePolicy = { free: 3, firstWaitSeconds: 60, mostSeconds: 900 }
const perAddress: ThrottlePolicy = { free: 20, firstWaitSeconds: 60, mostSeconds: 900 }
const actor = systemActor('sign-in-link')

/** What a browser keeps so that a link is good in it alone. */
export const newBrowserMark = (): string => newToken('link')

const browserHash = (house: House, mark: string): string => house.keyring.blindIndex('session', `asked:${mark}`)

/**
 * May somebody ask for a link now? Counted by login, known or not, and by address. Undefined: yes. Whoever asks learns
 * nothing else; `sendSignInLink` goes after the answer has left, so that its time tells nothing either.
 */
export const mayAskSignInLink = async (
  house: House,
  input: { readonly login: string; readonly address: string },
): Promise<Date | undefined> =>
  await act(house, actor, async ({ tx, clock, keyring }) => {
    const now = clock.now()
    await forgetTries(tx, now)
    const network = keyring.blindIndex('officer', `link-address:${addressBucket(input.address)}`)
    const until = await countTry(tx, network, perAddress, now)
    if (until) return until
    return await countTry(tx, keyring.blindIndex('officer', `link:${foldLogin(input.login)}`), perLogin, now)
  })

/** Sends a link to the officer's chat, if there are such an officer and such a chat. */
export const sendSignInLink = async (
  house: House,
  input: { readonly login: string; readonly mark: string; address(path: string): string },
): Promise<void> =>
  await act(house, actor, async (scope) => {
    const officer = await findForSignIn(scope.tx, foldLogin(input.login))
    const chat = officer && (await chatOfOfficer(scope.tx, officer.id))
    if (!chat) return
    const token = newToken('link')
    const expiresAt = new Date(scope.clock.now().getTime() + signInLinkMinutes * 60_000)
    await replaceSignInLink(scope.tx, {
      tokenHash: tokenHash(scope.keyring, 'link', token),
      officerId: officer.id,
      browserHash: browserHash(house, input.mark),
      expiresAt,
    })
    const locale = officer.language === 'en' ? 'en' : 'vi'
    await enqueueMessage(scope, {
      accountId: chat.accountId,
      chatId: chat.chatId,
      priority: 'reply',
      slot: 'sign-in-link',
      expiresAt,
      message: {
        text: phrase(locale, 'access:link.message', { minutes: signInLinkMinutes }),
        link: {
          label: phrase(locale, 'access:link.open'),
          url: input.address(`/console/sign-in/link/${token}`),
        },
        locale,
      },
    })
    await recordAudit(scope, { action: 'officer.sign_in_link_sent', subject: { kind: 'officer', id: officer.id } })
  })

/** Uses a link up, in the browser that asked for it. The second factor is still asked for. */
export const signInByLink = async (
  house: House,
  input: { readonly token: string; readonly mark: string; readonly device: string },
): Promise<SignInOutcome | { readonly kind: 'gone' }> => {
  const officer = await act(house, actor, async (scope) => {
    for (const hash of tokenHashes(scope.keyring, 'link', input.token)) {
      const link = { tokenHash: hash, browserHash: browserHash(house, input.mark) }
      const officerId = await spendSignInLink(scope.tx, link, scope.clock.now())
      if (officerId !== undefined) return await findForSignInById(scope.tx, officerId)
    }
    return undefined
  })
  return officer ? await afterFirstStep(house, officer, input.device) : { kind: 'gone' }
}
