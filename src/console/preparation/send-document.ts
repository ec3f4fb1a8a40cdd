import type { FastifyReply } from 'fastify'
import { foldVietnamese } from '../../kernel/vietnamese/fold-vietnamese.ts'
import { makeDocument, type DocumentBlock } from '../../preparation/index.ts'

type Input = {
  readonly title: string
  readonly subtitle: string
  readonly blocks: readonly DocumentBlock[]
  readonly at: Date
  readonly isCompact?: boolean
}

const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** A Word document to be kept; its name is its title without diacritics, which every system can write. */
export const sendDocument = async (reply: FastifyReply, input: Input): Promise<FastifyReply> => {
  const name = foldVietnamese(input.title)
    .replaceAll(/[^a-z0-9]+/gi, '-')
    .replaceAll(/^-|-$/g, '')
  return await reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}.docx"`)
    .header('cache-control', 'no-store')
    .send(await makeDocument(input))
}
