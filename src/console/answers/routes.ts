import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  answersOfItem,
  approveAnswer,
  askAnswerApproval,
  countAnswering,
  draftAnswer,
  findingsOf,
  holderOf,
  listAnswering,
  ratingsByBody,
  reopeningsOfItem,
  sendAnswerBack,
  standings,
  toldCounts,
  type Answer,
} from '../../answers/index.ts'
import {
  createDatabaseStorage,
  listAttachmentsOf,
  readAttachment,
  refusalPhrases,
  servingHeaders,
  storeUploaded,
} from '../../attachments/index.ts'
import { act, type Scope } from '../../database/index.ts'
import { findDialogue } from '../../dialogues/index.ts'
import type { OfficialDocument } from '../../documents/index.ts'
import { holdsRole, requireRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import { requestsOfSession, type AnswerRequest } from '../../preparation/index.ts'
import { readItem, type Item } from '../../questions/index.ts'
import { replyPaper } from '../../reports/index.ts'
import { findUnit, unitInSentence } from '../../units/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { answerers, readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { shortDay } from '../wording.ts'
import { formOfAnswer, readAnswerForm } from './answer-form.ts'
import { answerPage } from './answer-page.ts'
import { answerListPage } from './list-page.ts'
import { nameOfMatter, pathOfAnswer } from './parts.ts'

type WithItem = { Params: { item: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const pageSize = 50
const bodyLimit = 21 * 1_048_576
const writers = ['front_officer', 'leader', 'responder'] as const

/** Answers to matters: what waits, writing and judging one, evidence, the second person. */
export const answerRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring, clock } = house
  const storage = createDatabaseStorage(keyring)
  const config = { access: answerers } as const
  const base = '/answers/:item'

  app.get('/answers', { config }, async (request, reply) => {
    const unitIds = readableUnits(signedInOf(request), answerers)
    const standing = standings.find((one) => one === queryOf(request, 'standing')) ?? 'waiting'
    const page = Math.min(Math.max(0, Math.trunc(Number(queryOf(request, 'page'))) || 0), 1_000)
    const asked = { unitIds, standing, limit: pageSize + 1, offset: page * pageSize }
    const items = await listAnswering(database, asked)
    const state = {
      standing,
      counts: await countAnswering(database, unitIds, standings),
      items: items.slice(0, pageSize),
      page,
      hasMore: items.length > pageSize,
      ratings: await ratingsByBody(database, unitIds),
    }
    return await sendPage(reply, answerListPage(door.view(request), state))
  })

  const readable = async (request: FastifyRequest, id: string): Promise<Item> => {
    const item = isId(id) ? await readItem(database, id) : undefined
    if (!item) throw new AppError('NOT_FOUND', 'no such matter')
    if (!holdsRole(actorOf(request), answerers, item.unitPath)) {
      throw new AppError('FORBIDDEN', 'a matter of another unit')
    }
    return item
  }

  const draftsFor = async (item: Item): Promise<AnswerRequest[]> => {
    if (item.dialogueId === null) return []
    const all = await requestsOfSession(database, item.dialogueId)
    const isAbout = (one: AnswerRequest): boolean =>
      one.itemId === item.id || (one.itemId === null && one.topicId !== null && one.topicId === item.topicId)
    return all.filter((one) => one.answer !== null && isAbout(one))
  }

  const usualForm = async (item: Item, answer: Answer | undefined, from: AnswerRequest | undefined): Promise<Form> => {
    if (answer && answer.state !== 'approved') return formOfAnswer(answer)
    const unit = await findUnit(database, item.unitId)
    const today = shortDay(vietnamDate(clock.now()))
    const usual = `Ủy ban nhân dân ${unitInSentence(unit?.fullName ?? '')}`.trim()
    const body = from?.body ?? answer?.answeringBody ?? usual
    return { words: from?.answer ?? '', answeringBody: body, post: answer?.post ?? '', answeredOn: today }
  }

  const show = async (request: FastifyRequest, reply: FastifyReply, itemId: string, given: Given = {}) => {
    const item = await readable(request, itemId)
    const actor = actorOf(request)
    const [answer, ...earlier] = await answersOfItem(database, keyring, item.id)
    const names = await officerNames(
      database,
      [answer?.writtenBy, answer?.approvedBy].filter((one) => typeof one === 'string'),
    )
    const isOwn = answer?.writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: item.unitPath, now: clock.now() }) : null
    const drafts = answer === undefined ? await draftsFor(item) : []
    const from = drafts.find((one) => one.id === queryOf(request, 'from'))
    const page = answerPage(door.view(request), {
      item,
      answer,
      earlier,
      findings: answer && answer.state !== 'approved' ? await findingsOf(database, keyring, answer) : [],
      files: answer ? await listAttachmentsOf({ database, keyring }, holderOf(answer.id)) : [],
      reopenings: await reopeningsOfItem(database, keyring, item.id),
      told: answer && (await toldCounts(database, [answer.id])).get(answer.id),
      drafts,
      writer: names.get(answer?.writtenBy ?? '') ?? '–',
      approver: names.get(answer?.approvedBy ?? '') ?? '–',
      mayWrite: item.state === 'open' && holdsRole(actor, writers, item.unitPath),
      mayApprove: holdsRole(actor, ['approver'], item.unitPath) && (!isOwn || sole === actor.officerId),
      mayReadItem: holdsRole(actor, readers, item.unitPath),
      isOwn,
      form: given.form ?? (await usualForm(item, answer, from)),
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithItem>(base, { config }, async (request, reply) => await show(request, reply, request.params.item))

  app.post<WithItem>(base, { config: { access: writers } }, async (request, reply) => {
    const { id: itemId } = await readable(request, request.params.item)
    const form = asForm(request.body)
    const done = await attempt(door.view(request), async () => {
      const draft = readAnswerForm(form, clock.now())
      const version = Number(textOf(form, 'version'))
      await act(house, actorOf(request), async (scope) => await draftAnswer(scope, { ...draft, itemId, version }))
    })
    if (done.ok) return await goTo(reply, `${pathOfAnswer(itemId)}#gate`, 'saved')
    return await show(request, reply, itemId, { ...done, form })
  })

  const newest = async (itemId: string): Promise<Answer> => {
    const [answer] = await answersOfItem(database, keyring, itemId)
    if (!answer) throw new AppError('NOT_FOUND', 'no answer was written')
    return answer
  }

  const letter = async (request: FastifyRequest, id: string): Promise<OfficialDocument> => {
    const item = await readable(request, id)
    const answer = (await answersOfItem(database, keyring, item.id)).find(({ state }) => state === 'approved')
    const unit = await findUnit(database, item.unitId)
    if (!answer || !unit) throw new AppError('NOT_FOUND', 'no approved answer to put on paper')
    const session = item.dialogueId === null ? undefined : await findDialogue(database, item.dialogueId)
    const name = nameOfMatter(door.view(request), item)
    return await replyPaper(database, { unit, item, name, session: session?.title ?? null, answer, now: clock.now() })
  }

  app.get<WithItem>(`${base}/letter`, { config }, async (request, reply) => {
    const official = await letter(request, request.params.item)
    return await sendPage(reply, officialPage(door.view(request), official, pathOfAnswer(request.params.item)))
  })

  app.get<WithItem>(`${base}/letter/file`, { config }, async (request, reply) => {
    const official = await letter(request, request.params.item)
    return await sendDocument(reply, official, { name: 'cong-van-tra-loi.docx', at: clock.now() })
  })

  type Known = { readonly answerId: string; readonly version: number }
  const step = (
    name: string,
    access: readonly ('approver' | (typeof writers)[number])[],
    work: (scope: Scope, known: Known, form: Form) => Promise<void>,
  ) =>
    app.post<WithItem>(`${base}/${name}`, { config: { access } }, async (request, reply) => {
      const item = await readable(request, request.params.item)
      const answer = await newest(item.id)
      const form = asForm(request.body)
      const known = { answerId: answer.id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, known, form)),
      )
      if (done.ok) return await goTo(reply, pathOfAnswer(item.id), 'saved')
      // The answer's own fields are shown as they are kept; only what belongs to this step was typed.
      const typed = { aloneBecause: textOf(form, 'aloneBecause'), why: textOf(form, 'why') }
      return await show(request, reply, item.id, { ...done, form: { ...formOfAnswer(answer), ...typed } })
    })

  step('ask', writers, async (scope, known) => await askAnswerApproval(scope, known))
  step('approve', ['approver'], async (scope, known, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approveAnswer(scope, { ...known, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('send-back', ['approver'], async (scope, known, form) => {
    await sendAnswerBack(scope, { ...known, why: textOf(form, 'why') })
  })

  app.post<WithItem>(`${base}/files`, { config: { access: writers }, bodyLimit }, async (request, reply) => {
    const item = await readable(request, request.params.item)
    const actor = actorOf(request)
    // Before anything is decoded: whoever may not write here has nothing looked at.
    requireRole(actor, writers, item.unitPath)
    const view = door.view(request)
    const answer = await newest(item.id)
    const refuse = async (file: string, status = 422) =>
      await show(request, reply, item.id, { faults: { file }, status, form: formOfAnswer(answer) })
    const bytes = (request.body as { file?: unknown } | null)?.file
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) return await refuse(view.t('answers:form.noFile'))
    const stored = await storeUploaded(house, storage, actor, { bytes })
    if (!stored.ok) return await refuse(view.t(refusalPhrases[stored.why]))
    if (stored.kind !== 'image' && stored.kind !== 'document') return await refuse(view.t('answers:form.wrongKind'))
    const input = { ...answer, version: Number(textOf(asForm(request.body), 'version')) }
    const done = await attempt(view, async () => {
      const given = { ...input, attachmentIds: [stored.attachmentId] }
      await act(house, actor, async (scope) => await draftAnswer(scope, given))
    })
    if (done.ok) return await goTo(reply, `${pathOfAnswer(item.id)}#files`, 'saved')
    return await refuse(done.faults['file'] ?? Object.values(done.faults)[0] ?? '', done.status)
  })

  app.get<{ Params: { item: string; file: string } }>(`${base}/files/:file`, { config }, async (request, reply) => {
    const item = await readable(request, request.params.item)
    const { id } = await newest(item.id)
    const files = await listAttachmentsOf({ database, keyring }, holderOf(id))
    const known = files.find((one) => one.id === request.params.file)
    const file = known && (await readAttachment(house, storage, known.id))
    if (!file) throw new AppError('NOT_FOUND', 'no such file')
    return await reply.headers(servingHeaders(file)).send(Readable.from(file.bytes))
  })
}
