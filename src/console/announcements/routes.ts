import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  aimLetter,
  approveBroadcast,
  arrangeDelivery,
  articleAccounts,
  articlesOf,
  broadcastProgress,
  editBroadcast,
  findBroadcast,
  isLate,
  listBroadcastsOf,
  paceBroadcast,
  pauseBroadcast,
  readContent,
  rejectBroadcast,
  relayGroups,
  resumeBroadcast,
  smsOf,
  stopBroadcast,
  stuckAccounts,
} from '../../broadcasts/index.ts'
import { act, type Scope } from '../../database/index.ts'
import { listDialogues } from '../../dialogues/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { officerNames, soleEligibleApprover } from '../../officers/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, listOf, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { readMoment } from '../moment-field.ts'
import { readers, staff } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { articleRoutes } from './article-routes.ts'
import { letterRoutes } from './letter-routes.ts'
import { announcementsPage } from './list-page.ts'
import { announcementPage } from './page.ts'
import { planPart } from './plan-part.ts'
import { progressPart } from './progress.ts'
import { relayPage } from './relay-page.ts'

const config = { access: readers } as const
const home = '/console/announcements'

type WithId = { Params: { id: string } }

/** Notices: the draft as each channel shows it, the second person's word, and how far it has gone. */
export const announcementRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  letterRoutes(app, door)

  app.get('/announcements', { config }, async (request, reply) => {
    const page = await listDialogues(house.database, {
      unitIds: readableUnits(signedInOf(request), readers),
      limit: 40,
    })
    const sessions = new Map(page.items.map((dialogue) => [dialogue.id, dialogue]))
    const items = (await listBroadcastsOf(house.database, [...sessions.keys()])).flatMap((broadcast) => {
      const dialogue = sessions.get(broadcast.dialogueId)
      return dialogue ? [{ broadcast, dialogue }] : []
    })
    return await sendPage(reply, announcementsPage(door.view(request), items))
  })

  const load = async (request: FastifyRequest, id: string) => {
    const broadcast = await findBroadcast(house.database, id)
    if (!broadcast) throw new AppError('NOT_FOUND', 'no such broadcast')
    return { broadcast, ...(await readableDialogue(door, request, broadcast.dialogueId)) }
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    back: { readonly form: Form; readonly faults: Faults } = { form: {}, faults: noFaults },
    status = 200,
  ): Promise<FastifyReply> => {
    const { broadcast, dialogue, unit } = await load(request, id)
    const content = await readContent(house.database, id)
    const progress = await broadcastProgress(house.database, id, house.clock.now())
    if (!content || !progress) throw new AppError('INTERNAL', `broadcast ${id} has no words`)
    const actor = actorOf(request)
    const now = house.clock.now()
    const alone = await soleEligibleApprover(house.database, { unitPath: unit.path, now })
    const page = announcementPage(door.view(request), {
      broadcast,
      dialogue,
      content,
      progress,
      stuck: await stuckAccounts(house.database, id, now),
      smsText: await smsOf(house.database, broadcast, dialogue),
      voters: unit.voters,
      names: await officerNames(house.database, [
        content.writtenBy,
        ...(broadcast.approvedBy ? [broadcast.approvedBy] : []),
      ]),
      mayEdit: holdsRole(actor, staff, unit.path),
      mayApprove: holdsRole(actor, ['approver'], unit.path),
      isOwn: content.writtenBy === actor.officerId,
      mayBeAlone: alone === actor.officerId,
      needsReason: await isLate(house.database, broadcast, dialogue, now),
      article: {
        broadcastId: id,
        isApproved: broadcast.approvedAt !== null,
        isStopped: broadcast.state === 'stopped',
        hasAddress: door.publicUrl !== undefined,
        articles: await articlesOf(house.database, id),
        accounts: await articleAccounts(house.database, now),
        officerId: actor.officerId,
        mayEdit: holdsRole(actor, ['front_officer'], unit.path),
        mayApprove: holdsRole(actor, ['approver'], unit.path),
        mayBeAlone: alone === actor.officerId,
        ...back,
      },
      ...back,
    })
    return await sendPage(reply, page, status)
  }

  articleRoutes(app, door, show)

  app.get<WithId>(
    '/announcements/:id',
    { config },
    async (request, reply) => await show(request, reply, request.params.id),
  )

  app.get<WithId>('/announcements/:id/progress', { config }, async (request, reply) => {
    await load(request, request.params.id)
    const progress = await broadcastProgress(house.database, request.params.id, house.clock.now())
    if (!progress) throw new AppError('NOT_FOUND', 'no such broadcast')
    const stuck = await stuckAccounts(house.database, request.params.id, house.clock.now())
    return await sendPage(reply, progressPart(door.view(request), progress, stuck))
  })

  app.get<WithId>('/announcements/:id/plan', { config }, async (request, reply) => {
    const { broadcast, unit } = await load(request, request.params.id)
    const mayEdit = holdsRole(actorOf(request), staff, unit.path)
    const state = { broadcast, voters: unit.voters, mayEdit, form: {}, faults: noFaults }
    return await sendPage(reply, planPart(door.view(request), state))
  })

  app.get<WithId>('/announcements/:id/relay', { config }, async (request, reply) => {
    const { id } = request.params
    const { broadcast, dialogue } = await load(request, id)
    const content = await readContent(house.database, id)
    if (!content) throw new AppError('INTERNAL', `broadcast ${id} has no words`)
    const groups = await relayGroups(house.database, broadcast)
    return await sendPage(reply, relayPage(door.view(request), { broadcastId: id, dialogue, content, groups }))
  })

  const change = (path: string, done: string, work: (scope: Scope, id: string, form: Form) => Promise<unknown>) =>
    app.post<WithId>(`/announcements/:id/${path}`, { config: { access: staff } }, async (request, reply) => {
      const { id } = request.params
      await load(request, id)
      const form = asForm(request.body)
      const outcome = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, id, form)),
      )
      if (outcome.ok) return await goTo(reply, `${home}/${id}`, done)
      return await show(request, reply, id, { form, faults: outcome.faults }, outcome.status)
    })

  const versionOf = (form: Form): number => Number(textOf(form, 'version'))

  change('edit', 'saved', async (scope, id, form) => {
    await editBroadcast(scope, {
      id,
      version: versionOf(form),
      texts: { vi: textOf(form, 'vi'), en: textOf(form, 'en') },
    })
  })
  change('arrange', 'saved', async (scope, id, form) => {
    await arrangeDelivery(scope, {
      id,
      mayCost: textOf(form, 'free') === '',
      beginsAt: readMoment(form, 'beginsAt', scope.clock.now()),
      onUncertain: textOf(form, 'leave') === '' ? 'resend' : 'leave',
    })
  })
  change('approve', 'approved', async (scope, id, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    const lateBecause = textOf(form, 'lateBecause').trim()
    await approveBroadcast(scope, {
      id,
      version: versionOf(form),
      ...(aloneBecause === '' ? {} : { aloneBecause }),
      ...(lateBecause === '' ? {} : { lateBecause }),
    })
  })
  change(
    'reject',
    'rejected',
    async (scope, id, form) => await rejectBroadcast(scope, { id, reason: textOf(form, 'reason') }),
  )
  change('aim', 'saved', async (scope, id, form) => {
    await aimLetter(scope, { id, of: listOf(form, 'circle'), organisations: listOf(form, 'organisations') })
  })
  change('pace', 'saved', async (scope, id, form) => {
    const perMinute = textOf(form, 'perMinute').trim()
    await paceBroadcast(scope, { id, perMinute: perMinute === '' ? null : Number(perMinute) })
  })
  change('pause', 'paused', async (scope, id) => await pauseBroadcast(scope, { id }))
  change('resume', 'resumed', async (scope, id) => await resumeBroadcast(scope, { id }))
  change('stop', 'stopped', async (scope, id) => await stopBroadcast(scope, { id }))
}
