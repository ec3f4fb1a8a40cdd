import type { FastifyInstance, FastifyRequest } from 'fastify'
import { attendanceFigures } from '../../attendance/index.ts'
import { makeOfficialDocument } from '../../documents/index.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { collectionBalance, reportFacts, requireBalance, sessionReport } from '../../reports/index.ts'
import { findUnit } from '../../units/index.ts'
import { officialPage } from '../documents/official-page.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { reportPage } from './report-page.ts'

type WithId = { Params: { id: string } }

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The report of a session: its balance on a page, and the paper, which is made only while the balance adds up. */
export const reportRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, clock } = house
  const config = { access: readers } as const

  const found = async (request: FastifyRequest, id: string) => {
    const { dialogue, unit } = await readableDialogue(door, request, id)
    if (dialogue.state === 'draft') throw new AppError('NOT_FOUND', 'a session that was not announced has no report')
    return { dialogue, unit, balance: await collectionBalance(database, dialogue.id) }
  }

  const paper = async (request: FastifyRequest, id: string) => {
    const { dialogue, unit, balance } = await found(request, id)
    requireBalance(balance)
    const above = unit.path.at(-2)
    const parent = above === undefined ? undefined : await findUnit(database, above)
    return sessionReport({
      dialogue,
      unitName: unit.fullName,
      aboveName: parent && parent.level !== 'country' ? parent.fullName : null,
      balance,
      facts: await reportFacts(database, dialogue.id),
      attendance: await attendanceFigures(database, dialogue.id),
      dated: vietnamDate(clock.now()),
    })
  }

  app.get<WithId>('/dialogues/:id/report', { config }, async (request, reply) => {
    const { dialogue, balance } = await found(request, request.params.id)
    return await sendPage(reply, reportPage(door.view(request), { dialogue, balance }))
  })

  app.get<WithId>('/dialogues/:id/report/print', { config }, async (request, reply) => {
    const official = await paper(request, request.params.id)
    const back = `/console/dialogues/${request.params.id}/report`
    return await sendPage(reply, officialPage(door.view(request), official, back))
  })

  app.get<WithId>('/dialogues/:id/report.docx', { config }, async (request, reply) => {
    const official = await paper(request, request.params.id)
    return await reply
      .type(docx)
      .header('content-disposition', 'attachment; filename="bao-cao-ket-qua.docx"')
      .header('cache-control', 'no-store')
      .send(await makeOfficialDocument(official, clock.now()))
  })
}
