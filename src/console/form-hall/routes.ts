import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../audit/index.ts'
import { act } from '../../database/index.ts'
import { answeredIn, countAnswers, formsOfDialogue, readContent, readResults, readVersions } from '../../forms/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { sendPage } from '../forms.ts'
import { paperForm } from '../form-paper/readable-form.ts'
import { readers, staff } from '../navigation.ts'
import { qrSvg } from '../qr-svg.ts'
import { readableDialogue } from '../readable-dialogue.ts'
import { answeredPage } from './answered-page.ts'
import { pollBoardPage } from './board-page.ts'

/** The poll in the hall, and who has answered a form by name. */
export const formHallRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door
  const { database } = house

  app.get<{ Params: { id: string; form: string } }>(
    '/dialogues/:id/board/phieu/:form',
    { config: { access: readers } },
    async (request, reply) => {
      const { dialogue } = await readableDialogue(door, request, request.params.id)
      const forms = await formsOfDialogue(database, dialogue.id)
      const form = forms.find(({ id, isLive }) => id === request.params.form && isLive)
      const content = form?.openVersion ? await readContent(database, form.id, form.openVersion) : undefined
      if (!form || !content) throw new AppError('NOT_FOUND', 'no live form of this session')
      const address = door.address(`/phieu/${form.code}`)
      // Nobody in the hall sees how it stands before it has closed, the form's own officer neither.
      const results = form.state === 'closed' ? await readResults(database, form, actorOf(request)) : undefined
      const contents = (await readVersions(database, form.id)).map((one) => one.content)
      const answered = await countAnswers(database, form.id)
      const state = { form, content, contents, address, qr: await qrSvg(address), answered, results }
      return await sendPage(reply, pollBoardPage(door.view(request), state))
    },
  )

  app.get<{ Params: { id: string } }>(
    '/forms/:id/answered',
    { config: { access: [...staff, 'group_head'] } },
    async (request, reply) => {
      const { form, unit, places } = await paperForm(door, request, request.params.id)
      if (!form.showsAnswered || form.naming !== 'named') {
        throw new AppError('PRECONDITION', `form ${form.id} does not show who answered`, {
          phrase: 'form-hall:who.off',
        })
      }
      const content = await readContent(database, form.id, form.openVersion ?? 1)
      if (!content) throw new AppError('INTERNAL', `form ${form.id} has no words`)
      await act(house, actorOf(request), async (scope) => {
        await recordAudit(scope, {
          action: 'form.answered_seen',
          subject: { kind: 'form', id: form.id },
          unitId: unit.id,
          details: { places: places.map(({ id }) => id) },
        })
      })
      const groups = await Promise.all(
        places.map(async (place) => ({
          unit: place,
          people: await answeredIn(database, house.keyring, { formId: form.id, placeId: place.id }),
        })),
      )
      return await sendPage(reply, answeredPage(door.view(request), { form, content, groups }))
    },
  )
}
