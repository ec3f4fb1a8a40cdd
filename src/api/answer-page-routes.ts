import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { answerLines, answerPath, holderOf, isAnswerProof, readAnswer, type Answer } from '../answers/index.ts'
import { createDatabaseStorage, listAttachmentsOf, readAttachment, servingHeaders } from '../attachments/index.ts'
import type { House } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { itemsByIds } from '../questions/index.ts'
import { page } from './verify-page.ts'

type Parts = {
  readonly house: House
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

type WithProof = { Params: { answer: string; proof: string } }
const config = { access: 'public' } as const

/** An answer with its documents, under an address that only those who asked were given; it holds nobody's question. */
export const answerPageRoutes = (app: FastifyInstance, { house, slowDown, localeOf, sendPage }: Parts): void => {
  const { database, keyring } = house
  const storage = createDatabaseStorage(keyring)
  const missing = () => new AppError('NOT_FOUND', 'no such answer', { phrase: 'errors:notFound' })

  const answerAt = async (request: FastifyRequest<WithProof>, reply: FastifyReply): Promise<Answer> => {
    const { answer: id, proof } = request.params
    const answer = isAnswerProof(keyring, id, proof) ? await readAnswer(database, keyring, id) : undefined
    if (answer?.state === 'approved') return answer
    // Who guesses is slowed down; a ward that shares one address and was given this one is not.
    await slowDown(request, reply)
    throw missing()
  }

  app.get<WithProof>('/tra-loi/:answer/:proof', { config }, async (request, reply) => {
    const answer = await answerAt(request, reply)
    const locale = localeOf(request)
    const [item] = await itemsByIds(database, [answer.itemId])
    const files = await listAttachmentsOf({ database, keyring }, holderOf(answer.id))
    const body = html`${item?.title && html`<h2>${item.title}</h2>`}
      <div lang="vi">${answerLines('vi', answer).map((line) => html`<p>${line}</p>`)}</div>
      ${
        files.length > 0 &&
        html`<h2>${phrase(locale, 'answers:page.files')}</h2>
          <ul>
            ${files.map(
              (file) =>
                html`<li><a href="${answerPath(keyring, answer.id)}/${file.id}">${file.name ?? file.id}</a></li>`,
            )}
          </ul>`
      }
      <p>${phrase(locale, 'answers:page.noOwn')}</p>`
    return await sendPage(reply, 200, page(locale, phrase(locale, 'answers:page.title'), body))
  })

  app.get<{ Params: WithProof['Params'] & { file: string } }>(
    '/tra-loi/:answer/:proof/:file',
    { config },
    async (request, reply) => {
      const answer = await answerAt(request, reply)
      const files = await listAttachmentsOf({ database, keyring }, holderOf(answer.id))
      const known = files.find(({ id }) => id === request.params.file)
      const file = known && (await readAttachment(house, storage, known.id))
      if (!file) throw missing()
      return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
    },
  )
}
