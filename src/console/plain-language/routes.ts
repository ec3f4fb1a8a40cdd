import type { FastifyInstance } from 'fastify'
import { queryOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, sendPage, textOf } from '../forms.ts'
import { answerers } from '../navigation.ts'
import { plainMarks } from './marks.ts'

const textMax = 20_000

/** What of a text is hard to read, while it is typed. Nothing is kept of it. */
export const plainLanguageRoutes = (app: FastifyInstance, door: Door): void => {
  app.post('/plain-language', { config: { access: answerers } }, async (request, reply) => {
    const text = textOf(asForm(request.body), queryOf(request, 'field'))
    return await sendPage(reply, plainMarks(door.view(request), text.slice(0, textMax)))
  })
}
