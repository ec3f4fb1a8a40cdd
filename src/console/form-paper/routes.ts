import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import {
  checkPaper,
  makeSlips,
  nextPaperNumber,
  paperFigures,
  paperToCheck,
  readContent,
  submitAnswer,
  takesAnswers,
  type Form,
  type FormContent,
} from '../../forms/index.ts'
import { requireRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf, queryOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form as Typed } from '../forms.ts'
import { staff } from '../navigation.ts'
import { qrSvg } from '../qr-svg.ts'
import { checkPage, entryPage } from './entry-page.ts'
import { baseOf, hubPage, slipsPage } from './hub-page.ts'
import { sheetPage } from './print-page.ts'
import { asTyped, paperQuestions, readEntry } from './read-entry.ts'
import { paperForm } from './readable-form.ts'

const config = { access: [...staff, 'group_head'] } as const
const ofStaff = { access: staff } as const

type WithId = { Params: { id: string } }
type Given = { readonly typed: Typed; readonly faults: Faults; readonly status?: number }
const nothing: Given = { typed: {}, faults: noFaults }

/** Forms on paper: printed, entered by keyboard, compared by a second person; slips with codes. */
export const formPaperRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const contentOf = async (form: Form, version = form.openVersion ?? 1): Promise<FormContent> => {
    const content = await readContent(house.database, form.id, version)
    if (content) return content
    throw new AppError('INTERNAL', `form ${form.id} has no version ${version}`)
  }

  const showHub = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given) => {
    const found = await paperForm(door, request, id)
    const page = hubPage(door.view(request), {
      ...found,
      content: await contentOf(found.form),
      figures: await paperFigures(house.database, found.form.id),
      takes: takesAnswers(found.form, house.clock.now()),
      ...given,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>('/forms/:id/paper', { config }, async (request, reply) => {
    return await showHub(request, reply, request.params.id, nothing)
  })

  app.get<WithId>('/forms/:id/paper/print', { config }, async (request, reply) => {
    const { form, unit } = await paperForm(door, request, request.params.id)
    const content = await contentOf(form)
    return await sendPage(reply, sheetPage(door.view(request), { form, content, unit: unit.fullName }))
  })

  app.post<WithId>('/forms/:id/paper/slips', { config: ofStaff }, async (request, reply) => {
    const { id } = request.params
    const { form, places, unit } = await paperForm(door, request, id)
    const view = door.view(request)
    const typed = asForm(request.body)
    const placeId = textOf(typed, 'place') === '' ? null : textOf(typed, 'place')
    const count = textOf(typed, 'count').trim()
    const made = await attempt(
      view,
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) =>
            await makeSlips(scope, { id, placeId, count: /^\d{1,6}$/.test(count) ? Number(count) : Number.NaN }),
        ),
    )
    if (!made.ok) return await showHub(request, reply, id, { typed, faults: made.faults, status: made.status })
    const address = door.address(`/phieu/${form.code}`)
    const page = slipsPage(view, {
      form,
      content: await contentOf(form),
      codes: made.value,
      place: places.find((one) => one.id === placeId)?.fullName ?? unit.fullName,
      address,
      qr: await qrSvg(address),
    })
    return await sendPage(reply, page)
  })

  const showEntry = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given) => {
    const found = await paperForm(door, request, id)
    const [code, number] = [queryOf(request, 'code'), queryOf(request, 'number')]
    const next = String(await nextPaperNumber(house.database, found.form.id))
    const page = entryPage(door.view(request), {
      ...found,
      content: await contentOf(found.form),
      paperNumber: given.status === undefined ? next : textOf(given.typed, 'number'),
      saved: /^\d{12}$/.test(code) ? { code, number, isAside: queryOf(request, 'aside') === '1' } : undefined,
      ...given,
    })
    return await sendPage(reply, page, given.status ?? 200)
  }

  app.get<WithId>('/forms/:id/paper/enter', { config }, async (request, reply) => {
    // Papers of one village come in a pile: the place stays chosen.
    const typed = { place: queryOf(request, 'place') }
    return await showEntry(request, reply, request.params.id, { typed, faults: noFaults })
  })

  app.post<WithId>('/forms/:id/paper/enter', { config }, async (request, reply) => {
    const { id } = request.params
    const { form } = await paperForm(door, request, id)
    const view = door.view(request)
    const typed = asForm(request.body)
    const read = readEntry(await contentOf(form), typed, view.locale)
    if (!read.ok) {
      const { why, ...values } = read.fault
      const faults = { [read.field]: view.t(`forms:answer.${why}`, values) }
      return await showEntry(request, reply, id, { typed, faults, status: 422 })
    }
    const place = textOf(typed, 'place')
    const number = textOf(typed, 'number').trim().slice(0, 20)
    const done = await attempt(
      view,
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) =>
            await submitAnswer(scope, {
              formId: form.id,
              version: form.openVersion ?? 1,
              values: read.values,
              source: 'paper',
              placeId: place === '' ? null : place,
              household: textOf(typed, 'household').slice(0, 300),
              ...(form.audience === 'codes' ? { slip: textOf(typed, 'slip') } : {}),
              ...(number === '' ? {} : { paperNumber: number }),
            }),
        ),
    )
    if (!done.ok) {
      // The verb names a question by its id; on the page it is a field.
      const faults = Object.fromEntries(
        Object.entries(done.faults).map(([field, words]) => [field === '' ? '' : `q-${field}`, words]),
      )
      return await showEntry(request, reply, id, { typed, faults, status: done.status })
    }
    const { code, isAside } = done.value
    const query = new URLSearchParams({ code, number, place, ...(isAside ? { aside: '1' } : {}) })
    return await goTo(reply, `${baseOf(form)}/enter?${query.toString()}`)
  })

  const showCheck = async (request: FastifyRequest, reply: FastifyReply, id: string, given: Given) => {
    const found = await paperForm(door, request, id)
    requireRole(actorOf(request), staff, found.unit.path)
    const { officerId } = signedInOf(request).actor
    const wanted = textOf(given.typed, 'answer')
    const paper = await paperToCheck(house.database, {
      formId: found.form.id,
      officerId,
      ...(wanted === '' ? {} : { answerId: wanted }),
    })
    const content = await contentOf(found.form, paper?.version)
    return await sendPage(reply, checkPage(door.view(request), { ...found, content, paper, ...given }), given.status)
  }

  app.get<WithId>('/forms/:id/paper/check', { config: ofStaff }, async (request, reply) => {
    return await showCheck(request, reply, request.params.id, nothing)
  })

  app.post<WithId>('/forms/:id/paper/check', { config: ofStaff }, async (request, reply) => {
    const { id } = request.params
    const view = door.view(request)
    const typed = asForm(request.body)
    const { officerId } = signedInOf(request).actor
    const answerId = textOf(typed, 'answer')
    const { form, unit } = await paperForm(door, request, id)
    requireRole(actorOf(request), staff, unit.path)
    const paper = await paperToCheck(house.database, { formId: form.id, officerId, answerId })
    if (!paper) return await showCheck(request, reply, id, nothing)
    const content = await contentOf(form, paper.version)
    const read = readEntry(content, typed, view.locale)
    if (!read.ok) {
      const { why, ...values } = read.fault
      const faults = { [read.field]: view.t(`forms:answer.${why}`, values) }
      return await showCheck(request, reply, id, { typed, faults, status: 422 })
    }
    const isSame = paperQuestions(content)
      .filter((item) => item.kind !== 'short_text' && item.kind !== 'long_text')
      .every((item) => asTyped(item, paper.answers[item.id]) === asTyped(item, read.values[item.id]))
    const done = await attempt(
      view,
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await checkPaper(scope, { id, answerId, ...(isSame ? {} : { values: read.values }) }),
        ),
    )
    if (done.ok) return await goTo(reply, `${baseOf(form)}/check`, 'saved')
    const faults = Object.fromEntries(
      Object.entries(done.faults).map(([field, words]) => [field === '' ? '' : `q-${field}`, words]),
    )
    return await showCheck(request, reply, id, { typed, faults, status: done.status })
  })
}
