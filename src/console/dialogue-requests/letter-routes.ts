import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import {
  findLetter,
  handOverRequest,
  letterText,
  makeLetterDocument,
  readStanding,
  usualAddressee,
  usualLetterWords,
  writeLetter,
  type DialogueRequest,
  type Letter,
} from '../../requests/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { letterPage, letterPrintPage } from './letter-page.ts'
import { pathOf } from './parts.ts'
import { dayTyped, readableRequest } from './readable-request.ts'

type WithId = { Params: { id: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number }

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The document that hands a request over: written by one person, approved by another. */
export const letterRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const config = { access: readers } as const

  const formOf = (letter: Letter | undefined, request: DialogueRequest): Form => ({
    number: letter?.number ?? '',
    dated: formatShortDateVi(letter?.dated ?? vietnamDate(house.clock.now())),
    addressee: letter?.addressee ?? usualAddressee(request.unitName),
    signer: letter?.signer ?? '',
    words: letter?.words ?? usualLetterWords,
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const found = await readableRequest(door, request, id)
    const { database, clock } = house
    const letter = await findLetter(database, found.id)
    const actor = actorOf(request)
    const people = [letter?.writtenBy, letter?.approvedBy].filter((one) => typeof one === 'string')
    const names = await officerNames(database, people)
    const isOwn = letter?.writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: found.unitPath, now: clock.now() }) : null
    const page = letterPage(door.view(request), {
      request: found,
      standing: await readStanding(database, found, vietnamDate(clock.now())),
      letter,
      writer: names.get(letter?.writtenBy ?? '') ?? '–',
      approver: names.get(letter?.approvedBy ?? '') ?? '–',
      mayWrite: holdsRole(actor, ['front_officer'], found.unitPath),
      mayApprove: holdsRole(actor, ['approver'], found.unitPath) && (!isOwn || sole === actor.officerId),
      isOwn,
      form: given.form ?? formOf(letter, found),
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  const path = '/dialogue-requests/:id/letter'
  app.get<WithId>(path, { config }, async (request, reply) => await show(request, reply, request.params.id))

  app.post<WithId>(path, { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { id } = await readableRequest(door, request, request.params.id)
    const form = asForm(request.body)
    const input = {
      requestId: id,
      version: Number(textOf(form, 'version')),
      number: textOf(form, 'number'),
      dated: dayTyped(textOf(form, 'dated'), house.clock.now()),
      addressee: textOf(form, 'addressee'),
      signer: textOf(form, 'signer'),
      words: textOf(form, 'words'),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await writeLetter(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(id, 'letter'), 'saved')
    return await show(request, reply, id, { ...done, form })
  })

  app.post<WithId>('/dialogue-requests/:id/hand-over', { config: { access: ['approver'] } }, async (request, reply) => {
    const found = await readableRequest(door, request, request.params.id)
    const form = asForm(request.body)
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    const input = {
      requestId: found.id,
      version: Number(textOf(form, 'version')),
      ...(aloneBecause === '' ? {} : { aloneBecause }),
    }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await handOverRequest(scope, input)),
    )
    if (done.ok) return await goTo(reply, pathOf(found.id), 'saved')
    // The letter's own fields are shown as they are kept; only the reason was typed here.
    const kept = formOf(await findLetter(house.database, found.id), found)
    return await show(request, reply, found.id, { ...done, form: { ...kept, aloneBecause } })
  })

  const written = async (request: FastifyRequest, id: string) => {
    const found = await readableRequest(door, request, id)
    const letter = await findLetter(house.database, found.id)
    if (!letter) throw new AppError('NOT_FOUND', 'no letter was written')
    return { found, letter, text: letterText(letter, { title: found.title ?? '', unitName: found.unitName }) }
  }

  app.get<WithId>(`${path}/print`, { config }, async (request, reply) => {
    const { found, text } = await written(request, request.params.id)
    return await sendPage(reply, letterPrintPage(door.view(request), found, text))
  })

  app.get<WithId>(`${path}.docx`, { config }, async (request, reply) => {
    const { letter, text } = await written(request, request.params.id)
    return await reply
      .type(docx)
      .header('content-disposition', 'attachment; filename="chuyen-de-nghi-doi-thoai.docx"')
      .header('cache-control', 'no-store')
      .send(await makeLetterDocument(text, letter.approvedAt ?? letter.writtenAt))
  })
}
