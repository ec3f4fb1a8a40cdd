import type { FastifyInstance } from 'fastify'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { filterPages, removeFilter, saveFilter, type FilterPage } from '../../overview/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, sendPage, textOf, type Form } from '../forms.ts'
import { html } from '../html.ts'
import { appPage } from '../layout.ts'
import { filterForm } from './filter-part.ts'

const config = { access: 'officer' } as const

const pageOf = (form: Form): FilterPage => {
  const page = filterPages.find((one) => one === textOf(form, 'page'))
  if (page) return page
  throw new AppError('INVALID', 'a filter of no list')
}

/** Filters are each officer's own: kept for a list, used by its link, removed. */
export const filterRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  app.post('/filters', { config }, async (request, reply) => {
    const form = asForm(request.body)
    const kept = { page: pageOf(form), query: textOf(form, 'query') }
    const view = door.view(request)
    const done = await attempt(
      view,
      async () =>
        await act(
          house,
          actorOf(request),
          async (scope) => await saveFilter(scope, { ...kept, name: textOf(form, 'name') }),
        ),
    )
    if (done.ok) return await goTo(reply, `/console/${kept.page}?${kept.query}`, 'saved')
    const page = appPage(view, {
      title: view.t('overview:filter.save'),
      body: html`<section class="panel">${filterForm(view, kept, { form, faults: done.faults })}</section>`,
    })
    return await sendPage(reply, page, done.status)
  })

  app.post<{ Params: { id: string } }>('/filters/:id/remove', { config }, async (request, reply) => {
    await act(house, actorOf(request), async (scope) => await removeFilter(scope, { id: request.params.id }))
    const page = pageOf(asForm(request.body))
    return await goTo(reply, `/console/${page}`, 'saved')
  })
}
