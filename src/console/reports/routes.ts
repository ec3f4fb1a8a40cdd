import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../../kernel/errors.ts'
import { collectionBalance, isDueFor, sessionPaper, sessionPapers, type SessionPaper } from '../../reports/index.ts'
import { officialPage } from '../documents/official-page.ts'
import { sendDocument } from '../documents/send-document.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { readers } from '../navigation.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { papersPage } from './papers-page.ts'
import { reportPage } from './report-page.ts'

type WithId = { Params: { id: string } }
type WithPaper = { Params: { id: string; paper: string } }

const fileNames: Readonly<Record<SessionPaper, string>> = {
  notice: 'thong-bao.docx',
  invitation: 'giay-moi.docx',
  minutes: 'bien-ban.docx',
  session_report: 'bao-cao-ket-qua.docx',
}

/** The papers of a session, and the balance by which its report stands or falls. */
export const reportRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database, keyring, clock } = house
  const config = { access: readers } as const

  const balanceFor = async (request: FastifyRequest, id: string) => {
    const { dialogue } = await readableDialogue(door, request, id)
    if (!isDueFor('session_report', dialogue)) {
      throw new AppError('NOT_FOUND', 'a session that was not announced has no report')
    }
    return { dialogue, balance: await collectionBalance(database, dialogue.id) }
  }

  const paperFor = async (request: FastifyRequest<WithPaper>) => {
    const { dialogue, unit } = await readableDialogue(door, request, request.params.id)
    const paper = sessionPapers.find((one) => one === request.params.paper)
    if (paper === undefined || !isDueFor(paper, dialogue)) throw new AppError('NOT_FOUND', 'no such paper')
    const now = clock.now()
    return { paper, now, official: await sessionPaper(database, keyring, { dialogue, unit, paper, now }) }
  }

  app.get<WithId>(
    '/dialogues/:id/report',
    { config },
    async (request, reply) =>
      await sendPage(reply, reportPage(door.view(request), await balanceFor(request, request.params.id))),
  )

  app.get<WithId>('/dialogues/:id/papers', { config }, async (request, reply) => {
    const { dialogue } = await readableDialogue(door, request, request.params.id)
    const balance = await collectionBalance(database, dialogue.id)
    return await sendPage(reply, papersPage(door.view(request), { dialogue, isBalanced: balance.faults.length === 0 }))
  })

  app.get<WithPaper>('/dialogues/:id/papers/:paper', { config }, async (request, reply) => {
    const { official } = await paperFor(request)
    const back = `/console/dialogues/${request.params.id}/papers`
    return await sendPage(reply, officialPage(door.view(request), official, back))
  })

  app.get<WithPaper>('/dialogues/:id/papers/:paper/file', { config }, async (request, reply) => {
    const { official, paper, now } = await paperFor(request)
    return await sendDocument(reply, official, { name: fileNames[paper], at: now })
  })
}
