import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { conclusionOf, isOverdue, stepsOf, tasksOf, type Step, type Task } from '../conclusions/index.ts'
import type { House } from '../database/index.ts'
import { findByNoticeCode } from '../dialogues/index.ts'
import { formatShortDateVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { parseCode } from '../kernel/codes.ts'
import { AppError } from '../kernel/errors.ts'
import { phrase, type Locale } from '../phrases/index.ts'
import { findUnit } from '../units/index.ts'
import { page } from './verify-page.ts'

type Parts = {
  readonly house: House
  wantsJson(request: FastifyRequest): boolean
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
  localeOf(request: FastifyRequest): Locale
  sendPage(reply: FastifyReply, status: number, page: unknown): Promise<FastifyReply>
}

type Shown = {
  readonly tasks: readonly Task[]
  readonly steps: ReadonlyMap<string, readonly Step[]>
  readonly today: PlainDate
}

const taskItem = (locale: Locale, task: Task, { steps, today }: Shown) => {
  const state = isOverdue(task, today) ? 'overdue' : task.state
  return html`<li>
    <p><strong lang="vi">${task.words}</strong></p>
    <p>
      ${phrase(locale, 'conclusions:page.owner', { who: task.ownerPost })} ·
      ${phrase(locale, 'conclusions:due', { day: formatShortDateVi(task.dueOn) })} ·
      ${phrase(locale, `conclusions:task.${state}`)}
    </p>
    <ul lang="vi">
      ${(steps.get(task.id) ?? []).map(
        ({ words, notedAt }) => html`<li>${formatShortDateVi(vietnamDate(notedAt))}: ${words}</li>`,
      )}
    </ul>
  </li>`
}

/** Posts and not names: who holds a post changes, and a name is nobody's business here. */
const asData = (task: Task, { steps, today }: Shown) => ({
  number: task.number,
  words: task.words,
  ownerPost: task.ownerPost,
  dueOn: task.dueOn,
  state: task.state,
  isOverdue: isOverdue(task, today),
  steps: (steps.get(task.id) ?? []).map(({ words, notedAt }) => ({ words, on: vietnamDate(notedAt) })),
})

/** What a session has concluded and how far it is, for everybody, under the code of the session's notice. */
export const conclusionPageRoutes = (app: FastifyInstance, parts: Parts): void => {
  const { house, wantsJson, slowDown, localeOf, sendPage } = parts
  const { database, clock } = house

  app.get<{ Params: { code: string } }>('/ket-luan/:code', { config: { access: 'public' } }, async (request, reply) => {
    const locale = localeOf(request)
    const code = parseCode(request.params.code)
    const dialogue = code?.kind === 'notice' ? await findByNoticeCode(database, code.digits) : undefined
    const conclusion = dialogue && (await conclusionOf(database, dialogue.id))
    const unit = dialogue && (await findUnit(database, dialogue.unitId))
    if (!dialogue || !unit || conclusion?.state !== 'published') {
      await slowDown(request, reply)
      throw new AppError('NOT_FOUND', 'no published conclusion of this code', { phrase: 'conclusions:page.none' })
    }
    const tasks = await tasksOf(database, conclusion.id)
    const taskIds = tasks.map(({ id }) => id)
    const shown: Shown = { tasks, steps: await stepsOf(database, taskIds), today: vietnamDate(clock.now()) }
    const heldOn = vietnamDate(dialogue.startsAt)
    if (wantsJson(request)) {
      return await reply.send({
        unit: unit.fullName,
        session: dialogue.title,
        heldOn,
        publishedOn: conclusion.publishedOn,
        summary: conclusion.summary,
        tasks: tasks.map((task) => asData(task, shown)),
      })
    }
    const body = html`<p>${unit.fullName} · ${dialogue.title} · ${formatShortDateVi(heldOn)}</p>
      <div lang="vi">${conclusion.summary.split('\n').map((line) => html`<p>${line}</p>`)}</div>
      <ol>
        ${tasks.map((task) => taskItem(locale, task, shown))}
      </ol>
      <p class="note">${phrase(locale, 'conclusions:page.note', { hotline: dialogue.hotline })}</p>`
    return await sendPage(reply, 200, page(locale, phrase(locale, 'conclusions:page.title'), body, 'alone'))
  })
}
