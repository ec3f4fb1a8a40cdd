import type { Scope } from '../database/index.ts'
import { requireSystem } from '../kernel/actor.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { addOpening } from './group-link-store.ts'
import { noticeCodeOfLink } from './group-link-views.ts'

// Programs that fetch a link when it is posted, to show what it leads to, and those that look at every page there is.
const programs =
  /bot\b|bot\/|crawl|spider|preview|scrap|facebookexternalhit|facebot|whatsapp|viber|skypeuri|zaloext|embed|monitor|curl|wget|python|java\/|okhttp|go-http|node-fetch|undici|headless/i

export type Opening = {
  readonly method: string
  readonly userAgent: string | undefined
  /** `Sec-Purpose` or `Purpose`: a page fetched before anybody asked for it. */
  readonly purpose: string | undefined
}

/** Whether a person opened a link, as far as the request tells; what is in doubt is not counted. */
export const isByPerson = ({ method, userAgent, purpose }: Opening): boolean =>
  method === 'GET' &&
  userAgent !== undefined &&
  userAgent.length > 10 &&
  !programs.test(userAgent) &&
  !/prefetch|preview|prerender/i.test(purpose ?? '')

/**
 * Follows a counted link: one more for its day, if a person opened it, and nothing is kept of who. Gives the notice's six
 * digits; undefined for a link that never was.
 */
export const countOpening = async (
  scope: Scope,
  input: { readonly token: string; readonly opening: Opening },
): Promise<string | undefined> => {
  requireSystem(scope.actor)
  const { token, opening } = input
  const code = /^[a-z0-9]{12}$/.test(token) ? await noticeCodeOfLink(scope.tx, token) : undefined
  if (code !== undefined && isByPerson(opening)) await addOpening(scope.tx, token, vietnamDate(scope.clock.now()))
  return code
}
