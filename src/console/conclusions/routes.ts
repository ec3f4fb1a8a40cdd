import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  answerRemark,
  approveConclusion,
  askConclusionApproval,
  closeTask,
  conclusionOf,
  deliveriesOf,
  draftConclusion,
  itemsOfTasks,
  ledger,
  noteGiven,
  noteStep,
  openBefore,
  publishConclusion,
  recipientsOf,
  remark,
  remindersOf,
  remarksOf,
  removeTask,
  saveSummary,
  saveTask,
  sendBackConclusion,
  stepsOf,
  tasksOf,
} from '../../conclusions/index.ts'
import { act, type Scope } from '../../database/index.ts'
import { resultAdvice } from '../../dialogues/index.ts'
import { listNotes } from '../../hall/index.ts'
import { holdsRole, type Role } from '../../kernel/actor.ts'
import { vietnamDate, type PlainDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { listOfficers, officerNames, soleEligibleApprover } from '../../officers/index.ts'
import { listItems } from '../../questions/index.ts'
import { conclusionPaper } from '../../reports/index.ts'
import { findRule, workingCalendars } from '../../rules/index.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import { readDayField } from '../day-field.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, listOf, type Faults, type Form } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableUnits } from '../own-units.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { filters, ledgerPage } from './ledger-page.ts'
import { pathOf } from './parts.ts'
import { conclusionPage } from './page.ts'

type Params = { Params: { id: string; task?: string; remark?: string } }
type Given = { readonly form?: Form; readonly faults?: Faults; readonly status?: number; readonly step?: string }

const ledgerLimit = 300

/** Conclusions: the ledger over all sessions, and what one session has concluded. */
export const conclusionRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring, clock } = house
  const config = { access: readers } as const
  const base = '/dialogues/:id/conclusion'

  app.get('/conclusions', { config }, async (request, reply) => {
    const of = filters.find((one) => one === queryOf(request, 'of')) ?? 'overdue'
    const today = vietnamDate(clock.now())
    const unitIds = readableUnits(signedInOf(request), readers)
    const tasks = await ledger(database, { unitIds, of, today, limit: ledgerLimit })
    return await sendPage(reply, ledgerPage(door.view(request), { of, tasks, today }))
  })

  const show = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given = {}) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    if (dialogue.state !== 'held' && dialogue.state !== 'concluded') {
      throw new AppError('NOT_FOUND', 'a session that was not held has no conclusion')
    }
    const actor = actorOf(request)
    const may = (...roles: Role[]): boolean => holdsRole(actor, roles, unit.path)
    const today = vietnamDate(clock.now())
    const [conclusion, notes, before, rule, calendars] = await Promise.all([
      conclusionOf(database, dialogue.id),
      listNotes(database, keyring, dialogue.id),
      openBefore(database, { unitId: unit.id, before: dialogue.startsAt }),
      findRule(database, 'dialogue.result', vietnamDate(dialogue.startsAt)),
      workingCalendars(database),
    ])
    const tasks = conclusion ? await tasksOf(database, conclusion.id) : []
    const taskIds = tasks.map((task) => task.id)
    const isOwn = conclusion?.writtenBy === actor.officerId
    const sole = isOwn ? await soleEligibleApprover(database, { unitPath: unit.path, now: clock.now() }) : null
    const names = await officerNames(database, conclusion ? [conclusion.writtenBy] : [])
    const page = conclusionPage(door.view(request), {
      dialogue,
      conclusion,
      tasks,
      steps: await stepsOf(database, taskIds),
      remarks: conclusion ? await remarksOf(database, conclusion.id) : [],
      notes: notes.filter(({ kind }) => kind !== 'answer'),
      before,
      officers: may('front_officer') ? await listOfficers(database, { within: [unit.id] }) : [],
      matters: await listItems(database, { dialogueId: dialogue.id }, { limit: 300 }),
      itemsOf: await itemsOfTasks(database, taskIds),
      reminders: await remindersOf(database, taskIds),
      recipients: await recipientsOf(database, { dialogue, unit, tasks }),
      given: conclusion ? await deliveriesOf(database, conclusion.id) : new Map<string, PlainDate>(),
      lastDay: resultAdvice(dialogue, { today, rule, calendars }),
      today,
      writer: names.get(conclusion?.writtenBy ?? '') ?? '–',
      mayWrite: may('front_officer'),
      mayApprove: may('approver') && (!isOwn || sole === actor.officerId),
      mayFollow: may('front_officer'),
      mayRemark: may('front_officer', 'supervisor'),
      isOwn,
      form: given.form ?? {},
      step: given.step ?? '',
      faults: given.faults ?? noFaults,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<Params>(base, { config }, async (request, reply) => await show(request, reply, request.params.id))

  const paper = async (request: FastifyRequest<Params>) => {
    const { dialogue, unit } = await readableDialogue(door, request, request.params.id)
    return await conclusionPaper(database, { dialogue, unit, now: clock.now() })
  }

  app.get<Params>(`${base}/print`, { config }, async (request, reply) => {
    return await sendPage(reply, officialPage(door.view(request), await paper(request), pathOf(request.params.id)))
  })

  app.get<Params>(`${base}/file`, { config }, async (request, reply) => {
    return await sendDocument(reply, await paper(request), { name: 'thong-bao-ket-luan.docx', at: clock.now() })
  })

  type Work = (
    scope: Scope,
    seen: { readonly id: string; readonly version: number },
    form: Form,
    at: Params['Params'],
  ) => Promise<void>

  /** A step on the conclusion that is there; `path` may name a task or a remark of it. */
  const step = (path: string, access: readonly Role[], work: Work) =>
    app.post<Params>(`${base}/${path}`, { config: { access } }, async (request, reply) => {
      const { dialogue } = await readableDialogue(door, request, request.params.id)
      const conclusion = await conclusionOf(database, dialogue.id)
      if (!conclusion) throw new AppError('NOT_FOUND', 'nothing was concluded')
      const form = asForm(request.body)
      const seen = { id: conclusion.id, version: Number(textOf(form, 'version')) }
      const done = await attempt(
        door.view(request),
        async () => await act(house, actorOf(request), async (scope) => await work(scope, seen, form, request.params)),
      )
      if (done.ok) return await goTo(reply, pathOf(dialogue.id), 'saved')
      const { task = '', remark: about = '' } = request.params
      return await show(request, reply, dialogue.id, {
        ...done,
        form,
        step: path.replace(':task', task).replace(':remark', about),
      })
    })

  app.post<Params>(base, { config: { access: ['front_officer'] } }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const done = await attempt(
      door.view(request),
      async () =>
        await act(house, actorOf(request), async (scope) => await draftConclusion(scope, { dialogueId: dialogue.id })),
    )
    if (done.ok) return await goTo(reply, pathOf(dialogue.id), 'saved')
    return await show(request, reply, dialogue.id, done)
  })

  const fieldsOf = (form: Form) => ({
    words: textOf(form, 'words'),
    ownerPost: textOf(form, 'ownerPost'),
    ownerName: textOf(form, 'ownerName'),
    areaMember: textOf(form, 'areaMember'),
    dueOn: readDayField(form, 'dueOn', 'conclusions:wrong.day'),
    ownerOfficerId: textOf(form, 'owner') === '' ? null : textOf(form, 'owner'),
    itemIds: listOf(form, 'itemIds'),
  })
  const writers = ['front_officer'] as const

  step('summary', writers, async (scope, seen, form) => {
    await saveSummary(scope, { ...seen, summary: textOf(form, 'summary') })
  })
  step('tasks', writers, async (scope, seen, form) => await saveTask(scope, { ...seen, fields: fieldsOf(form) }))
  step('tasks/:task', writers, async (scope, seen, form, { task = '' }) => {
    await saveTask(scope, { ...seen, taskId: task, fields: fieldsOf(form) })
  })
  step('tasks/:task/removal', writers, async (scope, seen, _form, { task = '' }) => {
    await removeTask(scope, { ...seen, taskId: task })
  })
  step('tasks/:task/steps', writers, async (scope, _seen, form, { task = '' }) => {
    const noted = { taskId: task, words: textOf(form, 'words') }
    const as = textOf(form, 'as')
    if (as === 'done' || as === 'dropped') await closeTask(scope, { ...noted, as })
    else await noteStep(scope, noted)
  })
  step('approval-request', writers, async (scope, seen) => await askConclusionApproval(scope, seen))
  step('approval', ['approver'], async (scope, seen, form) => {
    const aloneBecause = textOf(form, 'aloneBecause').trim()
    await approveConclusion(scope, { ...seen, ...(aloneBecause === '' ? {} : { aloneBecause }) })
  })
  step('rejection', ['approver'], async (scope, seen, form) => {
    await sendBackConclusion(scope, { ...seen, why: textOf(form, 'why') })
  })
  step('publication', writers, async (scope, seen, form) => {
    await publishConclusion(scope, { ...seen, ways: listOf(form, 'ways') })
  })
  step('recipients', writers, async (scope, seen, form) => {
    const recipients = listOf(form, 'recipients')
    await noteGiven(scope, { ...seen, recipients, givenOn: readDayField(form, 'givenOn', 'conclusions:wrong.day') })
  })
  step('remarks', ['front_officer', 'supervisor'], async (scope, seen, form) => {
    const about = textOf(form, 'about')
    const words = textOf(form, 'words')
    await remark(scope, {
      ...seen,
      taskId: about === '' ? null : about,
      words,
      answerBy: readDayField(form, 'answerBy', 'conclusions:wrong.day'),
    })
  })
  step('remarks/:remark', writers, async (scope, seen, form, { remark: remarkId = '' }) => {
    await answerRemark(scope, { ...seen, remarkId, answer: textOf(form, 'answer') })
  })
}
