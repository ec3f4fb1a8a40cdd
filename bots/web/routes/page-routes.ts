import type { FastifyInstance } from 'fastify'
import { readKioskKey } from '../kiosk-key.ts'
import { limits } from '../limits.ts'
import type { Locale } from '../means.ts'
import { showPage } from '../show-page.ts'
import { isStartPayload } from '../start-payload.ts'
import { chosenLocale, readIdentity, rememberLocale, setIdentity, type WebRoom } from '../visit.ts'
import { newIdentity, type Identity } from '../visitor-cookie.ts'
import { withPatience } from '../with-patience.ts'

type Query = Partial<Record<'start' | 'lang' | 'kiosk', unknown>>

const asText = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The browser's own identity if it still has a chat; else a new one. */
const recognise = async (room: WebRoom, former: Identity | null): Promise<Identity> => {
  if (!former || former.isKiosk) return newIdentity(false)
  if (!former.isProven) return former
  const { memory } = room.options
  const visitor = await withPatience(memory.findVisitor(memory.chatKeyOf(former.id)), limits.patienceMs)
  return visitor === null ? newIdentity(false) : former
}

export const mountPageRoutes = (app: FastifyInstance, room: WebRoom): void => {
  const { options } = room
  const { memory, keyring, phrase } = options

  app.get<{ Querystring: Query }>('/chat', { config: { access: 'public' } }, async (request, reply) => {
    const former = readIdentity(room, request)
    const lang = asText(request.query.lang)
    const locale: Locale | undefined = lang === 'en' || lang === 'vi' ? lang : chosenLocale(request)
    if (lang === 'en' || lang === 'vi') rememberLocale(room, reply, lang)
    const inLocale = locale === undefined ? {} : { locale }
    // Whoever used the shared tablet before is gone: their page goes before anything else is shown.
    if (former?.isKiosk && former.isProven) {
      await withPatience(memory.end(memory.chatKeyOf(former.id)), limits.patienceMs)
    }
    const kiosk = asText(request.query.kiosk)
    if (kiosk !== '') {
      const key = readKioskKey(keyring, kiosk)
      const identity = newIdentity(key !== null)
      setIdentity(room, reply, identity)
      if (!key) {
        const trouble = (shown: Locale): string => phrase(shown, 'web:kioskWrong')
        return await showPage(room, request, reply, { identity, status: 403, trouble, ...inLocale })
      }
      const start = key.payload === '' ? {} : { startPayload: key.payload }
      const kioskUrl = `/chat?kiosk=${encodeURIComponent(kiosk)}`
      return await showPage(room, request, reply, { identity, kioskUrl, ...start, ...inLocale })
    }
    const identity = await recognise(room, former)
    setIdentity(room, reply, identity)
    const start = asText(request.query.start)
    return await showPage(room, request, reply, {
      identity,
      ...(isStartPayload(start) ? { startPayload: start } : {}),
      ...inLocale,
    })
  })
}
