import type { FastifyReply } from 'fastify'
import { makeOfficialDocument, type OfficialDocument } from '../../documents/index.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Hands an official document over as a Word file of this name (plain letters, with its ending). */
export const sendDocument = async (
  reply: FastifyReply,
  official: OfficialDocument,
  file: { readonly name: string; readonly at: Date },
): Promise<FastifyReply> =>
  await reply
    .type(docx)
    .header('content-disposition', `attachment; filename="${file.name}"`)
    .header('cache-control', 'no-store')
    .send(await makeOfficialDocument(official, file.at))
