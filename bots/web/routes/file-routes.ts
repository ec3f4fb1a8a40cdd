import { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { answerRefusal, isScript } from '../answer-refusal.ts'
import { fileOf } from '../entry.ts'
import { limits } from '../limits.ts'
import type { StoredEntry, StoredFile } from '../means.ts'
import { isMessageKey, readPost } from '../read-post.ts'
import { refuse, refuseUntil, type Checked } from '../refusal.ts'
import { renderEntry } from '../render-entry.ts'
import type { TakeMessage } from '../take-message.ts'
import { checkVisitor, chosenLocale, readIdentity, type WebRoom } from '../visit.ts'
import { withPatience } from '../with-patience.ts'

const mediaOf = (kind: StoredFile['kind']) => (kind === 'document' ? ('file' as const) : kind)

type Received = { readonly bytes: Buffer; readonly name: string }

/** Reads the file part; a file over the limit is read to its end and thrown away, so that the answer arrives. */
const readFile = async (stream: Readable & { truncated?: boolean }): Promise<Buffer | null> => {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece as Buffer)
  return stream.truncated === true ? null : Buffer.concat(pieces)
}

/** Files that people send, and those of their own chat, back to them. */
export const mountFileRoutes = async (app: FastifyInstance, room: WebRoom, takeMessage: TakeMessage): Promise<void> => {
  const { memory, files, phrase } = room.options
  let atOnce = 0
  const patiently = async <Result>(work: Promise<Result>) => await withPatience(work, limits.patienceMs)

  const receiveParts = async (
    request: FastifyRequest,
    checkFields: (fields: Record<string, string>) => Checked<unknown>,
  ): Promise<Checked<Received>> => {
    const fields: Record<string, string> = {}
    for await (const part of request.parts()) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') fields[part.fieldname] = part.value
        continue
      }
      // Our pages put the token before the file, so a stranger's megabytes are not even kept.
      const checked = checkFields(fields)
      if (!checked.ok) {
        part.file.resume()
        return checked
      }
      const bytes = await readFile(part.file)
      if (!bytes) return refuse(413, 'web:fileTooBig')
      return bytes.length === 0 && part.filename === ''
        ? refuse(422, 'web:noFile')
        : { ok: true, value: { bytes, name: part.filename } }
    }
    return refuse(422, 'web:noFile')
  }

  const takeFile = async (request: FastifyRequest): Promise<Checked<StoredEntry | null>> => {
    const identity = readIdentity(room, request)
    if (!identity?.isProven) return refuse(401, 'web:noCookie')
    if (identity.isKiosk) return refuse(403, 'web:noFilesAtKiosk')
    const chatKey = memory.chatKeyOf(identity.id)
    const spent = await patiently(
      memory.spend(chatKey, {
        cost: limits.fileCost,
        burst: limits.messageBurst,
        everyMs: limits.messageEveryMs,
      }),
    )
    if (!spent) return refuse(503, 'web:notStored', { retryAfterSeconds: 30 })
    if (spent.kind === 'wait') return refuseUntil('web:tooManyFiles', spent.ms)
    if (spent.kind === 'unknown') return refuse(401, 'web:gone')
    let key = ''
    const received = await receiveParts(request, (fields) => {
      const post = readPost(fields)
      key = post.key ?? ''
      return isMessageKey(post.key) ? checkVisitor(room, request, post.token) : refuse(400, 'web:badRequest')
    })
    if (!received.ok) return received
    const locale = chosenLocale(request)
    const sender = { identity, chatKey, key, ...(locale === undefined ? {} : { language: locale }) }
    const known = await memory.findEntry(chatKey, key)
    const before = known === null ? undefined : fileOf(known)
    if (before !== undefined) return { ok: true, value: known }
    const { bytes, name } = received.value
    const day = { bytes: bytes.length, bytesMax: limits.fileBytesPerDay }
    const allowed = await memory.spend(
      chatKey,
      { cost: 0, burst: limits.messageBurst, everyMs: limits.messageEveryMs },
      day,
    )
    if (allowed.kind === 'day-full') return refuse(429, 'web:dayFull')
    const stored = await files.store({ bytes, ...(name === '' ? {} : { name }) })
    if (!stored.ok) return refuse(422, 'web:badRequest', { sentence: stored.sentence(locale ?? 'vi') })
    const { attachmentId, kind } = stored
    return await takeMessage(sender, { kind: 'file', attachmentId, media: mediaOf(kind) }, 0)
  }

  await app.register(async (scope) => {
    await scope.register(multipart, {
      limits: { fileSize: limits.fileBytesMax, files: 1, fields: 4, fieldSize: 4096, parts: 5 },
      throwFileSizeLimit: false,
    })
    const bodyLimit = limits.fileBytesMax + 65_536
    scope.post('/chat/files', { config: { access: 'visitor' }, bodyLimit }, async (request, reply) => {
      if (!request.isMultipart()) return await answerRefusal(room, request, reply, refuse(400, 'web:badRequest').no)
      if (atOnce >= limits.filesAtOnce) {
        return await answerRefusal(room, request, reply, refuse(503, 'web:filesBusy', { retryAfterSeconds: 5 }).no)
      }
      atOnce += 1
      try {
        const taken = await takeFile(request)
        if (!taken.ok) return await answerRefusal(room, request, reply, taken.no)
        if (!isScript(request)) return await reply.redirect('/chat#text', 303)
        const markup = taken.value && renderEntry(taken.value, { phrase, locale: chosenLocale(request) ?? 'vi' })
        return await reply.code(200).send({ html: markup === null ? null : String(await markup) })
      } finally {
        atOnce -= 1
      }
    })
  })

  app.get<{ Params: { seq: string } }>(
    '/chat/files/:seq',
    { config: { access: 'visitor' } },
    async (request, reply) => {
      const identity = readIdentity(room, request)
      const seq = Number(request.params.seq)
      if (!identity?.isProven || !Number.isSafeInteger(seq)) return await reply.code(404).send()
      const entry = await memory.findOne(memory.chatKeyOf(identity.id), seq)
      const attachmentId = entry === null ? undefined : fileOf(entry)
      const file = attachmentId === undefined ? undefined : await files.read(attachmentId)
      if (!file) return await reply.code(404).send()
      return await reply.headers(files.headers(file)).send(Readable.from(file.bytes))
    },
  )
}
