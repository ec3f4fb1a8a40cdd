import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { loudspeakerText, sheetOf, soundOf, type SessionSheet, type SessionSound } from '../artefacts/index.ts'
import { createDatabaseStorage, readAttachmentPart, readAttachmentSummary } from '../attachments/index.ts'
import type { House } from '../database/index.ts'
import { asTold, findByNoticeCode, isOver, type Dialogue } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Locale } from '../phrases/index.ts'
import { findUnit } from '../units/index.ts'
import { readByteRange } from './byte-range.ts'
import { listenPage } from './listen-page.ts'
import { soundPath } from './listen-path.ts'

type Means = {
  readonly house: House
  readonly policy: string
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

type Heard = { readonly told: Dialogue; readonly sheet: SessionSheet; readonly sound: SessionSound | undefined }

const config = { access: 'public' } as const
/** A phone fetches one recording in many parts, and a whole ward may share the address of its network. */
const partsPerMinute = 600

/** `/verify/<code>/nghe`: a session's notice to be heard and read in large letters, as people were told of it. */
export const listenRoutes = (app: FastifyInstance, means: Means): void => {
  const { house, policy, slowDown, localeOf, sendPage } = means
  const storage = createDatabaseStorage(house.keyring)
  const count = app.createRateLimit({ max: partsPerMinute, timeWindow: '1 minute' })
  const missing = () => new AppError('NOT_FOUND', 'nothing to be heard', { phrase: 'errors:notFound' })

  const heardBy = async (code: string): Promise<Heard> => {
    const found = await findByNoticeCode(house.database, code)
    const told = found ? asTold(found) : null
    const unit = told && (await findUnit(house.database, told.unitId))
    if (!told || !unit) throw missing()
    const sheet = sheetOf(told, unit.fullName, house.clock.now())
    return { told, sheet, sound: await soundOf(house.database, told.id, sheet) }
  }

  app.get<{ Params: { code: string } }>('/verify/:code/nghe', { config }, async (request, reply) => {
    await slowDown(request, reply)
    const { told, sheet, sound } = await heardBy(request.params.code)
    const { text } = loudspeakerText(sheet, 'unit')
    const page = listenPage(localeOf(request), {
      code: told.noticeCode,
      sheet,
      text,
      isOver: isOver(told, house.clock.now()),
      sound: sound?.isCurrent === true ? soundPath(told.noticeCode, sound.attachmentId) : null,
      isOutdated: sound?.isCurrent === false,
    })
    reply.header('Content-Security-Policy', `${policy}; media-src 'self'`)
    return await sendPage(reply, 200, page)
  })

  app.get<{ Params: { code: string; sound: string } }>(
    '/verify/:code/nghe/:sound',
    { config },
    async (request, reply) => {
      const verdict = await count(request)
      if (!verdict.isAllowed && verdict.isExceeded) {
        reply.header('Retry-After', Math.max(verdict.ttlInSeconds, 1))
        throw new AppError('LIMIT', 'too many parts of a recording', { phrase: 'errors:tooMany' })
      }
      // Asked for each part: a recording that says a former hour is not even played to its end.
      const { sound } = await heardBy(request.params.code)
      const asked = request.params.sound
      const file =
        sound?.isCurrent === true && sound.attachmentId === asked
          ? await readAttachmentSummary(house, asked)
          : undefined
      if (file?.state !== 'stored' || !file.mediaType || !file.size) throw missing()
      const etag = `"${file.id}"`
      reply.headers({
        etag,
        'accept-ranges': 'bytes',
        // Kept by the phone, but not played from there before we have said that it still holds.
        'cache-control': 'public, no-cache',
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'x-content-type-options': 'nosniff',
      })
      const known = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''))
      if (known?.some((one) => one === etag || one === '*')) return await reply.code(304).send()
      const { size, mediaType } = file
      const ifRange = request.headers['if-range']
      const isWanted = ifRange === undefined || ifRange === etag
      const range = readByteRange(isWanted ? request.headers.range : undefined, size)
      if (range === null) return await reply.code(416).header('content-range', `bytes */${size}`).send()
      const { from, to } = range ?? { from: 0, to: size - 1 }
      if (range) reply.code(206).header('content-range', `bytes ${from}-${to}/${size}`)
      reply.type(mediaType).header('content-length', to - from + 1)
      return await reply.send(Readable.from(readAttachmentPart(house, storage, { attachmentId: asked, from, to })))
    },
  )
}
