import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act, type Scope } from '../../database/index.ts'
import { makeOfficialDocument } from '../../documents/index.ts'
import {
  approveHandover,
  askHandoverApproval,
  dossierBytes,
  dropHandover,
  findHandover,
  handoverPaper,
  incomingHandovers,
  makeHandoverLink,
  markHandoverOutcome,
  readDossier,
  receiveHandover,
  returnHandover,
  sendBackHandover,
  sentHandovers,
  zipDossier,
  type Handover,
} from '../../handover/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import { findUnit } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { sendList } from '../lists/list.ts'
import { holdsAny, readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { dossierList } from './dossier-list.ts'
import { listPage } from './list-page.ts'
import { newHandoverRoutes } from './new-routes.ts'
import { routeRoutes } from './route-routes.ts'
import { handoverPage, type MadeLink } from './page.ts'
import { pathOf } from './parts.ts'

type WithId = { Params: { id: string }; Querystring: { party?: unknown } }
type Given = {
  readonly form?: Form
  readonly faults?: Faults
  readonly status?: number
  readonly link?: MadeLink
}
type Known = { readonly handover: Handover; readonly partyPaths: ReadonlyMap<number, readonly string[]> }

const listLimit = 200
const writers = { access: ['front_officer'] } as const

/** Phiếu chuyển: what units sent and what was sent to them, one with its approval, receipts and papers. */
export const handoverRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring, clock } = house
  const config = { access: readers } as const

  app.get('/handovers', { config }, async (request, reply) => {
    const signedIn = signedInOf(request)
    const of = { unitIds: readableUnits(signedIn, readers), limit: listLimit }
    const page = listPage(door.view(request), {
      sent: await sentHandovers(database, of),
      incoming: await incomingHandovers(database, of),
      mayWrite: holdsAny(signedIn, writers.access),
    })
    return await sendPage(reply, page)
  })

  newHandoverRoutes(app, door)
  routeRoutes(app, door)

  /** For those who may read of the sending unit, and once it was sent, of one it was sent to. */
  const readable = async (request: FastifyRequest, roles: readonly (typeof readers)[number][] = readers) => {
    const { id } = request.params as { id: string }
    const handover = await findHandover(database, id)
    if (!handover) throw new AppError('NOT_FOUND', 'no such handover')
    const partyPaths = new Map<number, readonly string[]>()
    for (const { seq, unitId } of handover.parties) {
      const unit = unitId === null ? undefined : await findUnit(database, unitId)
      partyPaths.set(seq, unit ? unit.path : handover.unitPath)
    }
    const paths = [handover.unitPath, ...(handover.sentAt === null ? [] : partyPaths.values())]
    if (!paths.some((path) => holdsRole(actorOf(request), roles, path))) {
      throw new AppError('FORBIDDEN', 'a handover between other units')
    }
    return { handover, partyPaths }
  }

  const show = async (request: FastifyRequest, reply: FastifyReply, known: Known, given: Given = {}) => {
    const { handover, partyPaths } = known
    const actor = actorOf(request)
    const { writtenBy, unitPath } = handover
    const isOwn = writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath, now: clock.now() }) : null
    const asked = Number(given.form ? textOf(given.form, 'seq') : (request.query as { party?: unknown }).party)
    const mine = handover.parties
      .filter(({ seq }) => holdsRole(actor, writers.access, partyPaths.get(seq) ?? []))
      .toSorted((one, other) => Number(other.seq === asked) - Number(one.seq === asked))
    const page = handoverPage(door.view(request), {
      handover,
      writer: (await officerNames(database, [writtenBy])).get(writtenBy) ?? '–',
      mayWrite: holdsRole(actor, writers.access, unitPath),
      mayApprove: holdsRole(actor, ['approver'], unitPath) && (!isOwn || sole === actor.officerId),
      isOwn,
      mayReadDossier: [unitPath, ...partyPaths.values()].some((path) => holdsRole(actor, writers.access, path)),
      mine,
      form: given.form ?? {},
      faults: given.faults ?? noFaults,
      link: given.link,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>(
    '/handovers/:id',
    { config },
    async (request, reply) => await show(request, reply, await readable(request)),
  )

  const paper = async (request: FastifyRequest) => {
    const { handover } = await readable(request)
    const above = handover.unitPath.at(-2)
    const unit = above === undefined ? undefined : await findUnit(database, above)
    const about = {
      superior: unit && unit.level !== 'country' ? unit.fullName : null,
      dated: vietnamDate(clock.now()),
    }
    return { handover, official: handoverPaper(handover, await readDossier(database, keyring, handover.id), about) }
  }

  app.get<WithId>('/handovers/:id/print', { config }, async (request, reply) => {
    const { handover, official } = await paper(request)
    return await sendPage(reply, officialPage(door.view(request), official, pathOf(handover.id)))
  })

  app.get<WithId>('/handovers/:id/file', { config }, async (request, reply) => {
    const { handover, official } = await paper(request)
    return await sendDocument(reply, official, { name: 'phieu-chuyen.docx', at: handover.sentAt ?? handover.createdAt })
  })

  // The words as they were sent: for Front officers only, of who sends and of who was sent it.
  const frozen = async (request: FastifyRequest) => {
    const { handover } = await readable(request, writers.access)
    const found = await readDossier(database, keyring, handover.id)
    if (!found) throw new AppError('NOT_FOUND', 'no dossier yet')
    return found
  }

  app.get<WithId>('/handovers/:id/list', { config: writers }, async (request, reply) => {
    const { dossier } = await frozen(request)
    const view = door.view(request)
    return await sendList(reply, view, 'xlsx', dossierList(view, dossier))
  })

  app.get<WithId>('/handovers/:id/dossier', { config: writers }, async (request, reply) => {
    const { dossier, revision } = await frozen(request)
    return await reply
      .type('application/json')
      .header('content-disposition', `attachment; filename="ho-so-chuyen-ban-${revision}.json"`)
      .header('cache-control', 'no-store')
      .send(dossierBytes(dossier))
  })

  app.get<WithId>('/handovers/:id/zip', { config: writers }, async (request, reply) => {
    const { dossier, digest } = await frozen(request)
    const { handover, official } = await paper(request)
    const note = await makeOfficialDocument(official, handover.sentAt ?? handover.createdAt)
    return await reply
      .type('application/zip')
      .header('content-disposition', 'attachment; filename="ho-so-chuyen.zip"')
      .header('cache-control', 'no-store')
      .send(Buffer.from(zipDossier({ dossier, digest, note })))
  })

  // The link stands on the page that answers and nowhere else: no address, no log and no history keeps it.
  app.post<WithId>('/handovers/:id/link', { config: writers }, async (request, reply) => {
    const known = await readable(request)
    const form = asForm(request.body)
    const { id, parties } = known.handover
    const seen = { id, version: Number(textOf(form, 'version')), seq: Number(textOf(form, 'seq')) }
    const done = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await makeHandoverLink(scope, seen)),
    )
    if (!done.ok) return await show(request, reply, known, { ...done, form })
    const { token, expiresAt } = done.value
    const url = `${door.publicUrl ?? ''}/chuyen/${token}`
    const name = parties.find(({ seq }) => seq === seen.seq)?.name ?? ''
    reply.header('cache-control', 'no-store')
    return await show(request, reply, known, { link: { url, name, expiresAt } })
  })

  type Seen = { readonly id: string; readonly version: number; readonly seq: number }

  const step = (
    name: string,
    access: readonly ['front_officer'] | readonly ['approver'],
    work: (scope: Scope, seen: Seen, form: Form) => Promise<void>,
  ) =>
    app.post<WithId>(`/handovers/:id/${name}`, { config: { access } }, async (request, reply) => {
      const known = await readable(request)
      const form = asForm(request.body)
      const { id } = known.handover
      const seen = { id, version: Number(textOf(form, 'version')), seq: Number(textOf(form, 'seq')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, seen, form)),
      )
      if (done.ok) return await goTo(reply, pathOf(id), 'saved')
      return await show(request, reply, known, { ...done, form })
    })

  step('approval-request', ['front_officer'], askHandoverApproval)
  step('removal', ['front_officer'], dropHandover)
  step('approval', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approveHandover(scope, { ...seen, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('rejection', ['approver'], async (scope, seen, form) => {
    await sendBackHandover(scope, { ...seen, why: textOf(form, 'why') })
  })
  step('receipt', ['front_officer'], async (scope, seen, form) => {
    await receiveHandover(scope, { ...seen, name: textOf(form, 'name'), post: textOf(form, 'post') })
  })
  step('return', ['front_officer'], async (scope, seen, form) => {
    const [reason, competentBody, words] = ['reason', 'competentBody', 'words'].map((name) => textOf(form, name))
    await returnHandover(scope, {
      ...seen,
      reason: reason ?? '',
      competentBody: competentBody ?? '',
      words: words ?? '',
    })
  })
  step('outcome', ['front_officer'], async (scope, seen, form) => {
    const itemId = textOf(form, 'items')
    const [outcome, words] = [textOf(form, 'outcome'), textOf(form, 'outcomeWords')]
    await markHandoverOutcome(scope, { ...seen, itemId, outcome, words })
  })
}
