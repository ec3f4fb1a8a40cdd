import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { publicLinks, renderCard, sheetOf } from '../artefacts/index.ts'
import type { House } from '../database/index.ts'
import { asTold, findByNoticeCode } from '../dialogues/index.ts'
import { AppError } from '../kernel/errors.ts'
import { findUnit } from '../units/index.ts'

type Means = {
  readonly house: House
  readonly publicUrl: string | undefined
  slowDown(request: FastifyRequest, reply: FastifyReply): Promise<void>
}

/** `/verify/<code>/card.png`: the picture of a session as people were told of it; platforms fetch it for articles. */
export const cardRoutes = (app: FastifyInstance, { house, publicUrl, slowDown }: Means): void => {
  app.get<{ Params: { code: string } }>(
    '/verify/:code/card.png',
    { config: { access: 'public' } },
    async (request, reply) => {
      await slowDown(request, reply)
      const found = await findByNoticeCode(house.database, request.params.code)
      const told = found ? asTold(found) : null
      const unit = told && (await findUnit(house.database, told.unitId))
      if (!told || !unit || publicUrl === undefined) {
        throw new AppError('NOT_FOUND', 'no such picture', { phrase: 'errors:notFound' })
      }
      const links = await publicLinks(house.database, publicUrl, told.noticeCode)
      const picture = await renderCard(sheetOf(told, unit.fullName, house.clock.now()), links)
      return await reply.type('image/png').header('x-content-type-options', 'nosniff').send(picture)
    },
  )
}
