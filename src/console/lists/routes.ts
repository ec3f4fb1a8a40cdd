import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { recordAudit } from '../../audit/index.ts'
import type { Role } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { auditors } from '../audit/read-filter.ts'
import { answerers, readers, staff } from '../navigation.ts'
import { dialogueList, overviewList, silentList } from './figure-lists.ts'
import { filterRoutes } from './filter-routes.ts'
import { listFormats, sendList } from './list.ts'
import type { List } from './rows.ts'
import { itemList, questionList, searchList } from './word-lists.ts'
import {
  announcementList,
  answerList,
  auditList,
  clockList,
  conclusionList,
  formList,
  handoverList,
  officerList,
  planList,
  requestList,
  synthesisList,
} from './work-lists.ts'

type Maker = (door: Door, request: FastifyRequest) => Promise<List>

const makers: Readonly<Record<string, Maker>> = {
  questions: questionList,
  items: itemList,
  search: searchList,
  dialogues: dialogueList,
  overview: overviewList,
  silent: silentList,
  answers: answerList,
  announcements: announcementList,
  forms: formList,
  conclusions: conclusionList,
  clocks: clockList,
  handovers: handoverList,
  'dialogue-requests': requestList,
  plans: planList,
  syntheses: synthesisList,
  audit: auditList,
  officers: officerList,
}

/** Who takes a list home: whoever sees its page. */
const accessOf = (name: string): readonly Role[] =>
  ({ audit: auditors, answers: answerers, announcements: staff, officers: ['admin', 'front_officer'] } as const)[
    name
  ] ?? readers

/** Any list as a file: the same rows for the same reader as on the page, noted in the audit because it leaves the house. */
export const listRoutes = (app: FastifyInstance, door: Door): void => {
  for (const [name, make] of Object.entries(makers)) {
    for (const format of listFormats) {
      app.get(
        `/lists/${name}.${format}`,
        { config: { access: accessOf(name) } },
        async (request: FastifyRequest, reply: FastifyReply) => {
          const list = await make(door, request)
          const actor = actorOf(request)
          const unitId = actor.grants[0]?.unitId
          if (unitId === undefined) throw new AppError('FORBIDDEN', 'no unit')
          await act(
            door.house,
            actor,
            async (scope) =>
              await recordAudit(scope, {
                action: 'list.exported',
                subject: { kind: 'list', id: name },
                unitId,
                details: { format },
              }),
          )
          return await sendList(reply, door.view(request), format, list)
        },
      )
    }
  }
  filterRoutes(app, door)
}
