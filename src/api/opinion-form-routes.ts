import { act, type Scope } from '../database/index.ts'
import {
  approveForm,
  askApproval,
  closeForm,
  draftForm,
  findForm,
  listForms,
  readContent,
  readResults,
  type Form,
} from '../forms/index.ts'
import { AppError } from '../kernel/errors.ts'
import { isId } from '../kernel/ids.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import { listedUnits } from './listed-units.ts'
import { readVersion, tagOf } from './read-version.ts'
import { readableForm } from './readable.ts'
import { approvers, readers, writers } from './roles.ts'
import * as schema from './schemas/forms.ts'
import { IdempotencyKey, IdParams, IfMatch, problems } from './schemas/shared.ts'
import type { ApiScope } from './scope.ts'
import { sendVersionProblem } from './send-problem.ts'
import { readNewForm, showForm, showResults } from './show-form.ts'

const tags = ['forms']
const pageSize = 25
type StepInput = { readonly id: string; readonly version: number; readonly aloneBecause?: string }
type StepOf = (scope: Scope, input: StepInput) => Promise<Form>

const steps: readonly {
  path: string
  name: string
  summary: string
  verb: StepOf
  access: typeof writers | typeof approvers
}[] = [
  {
    path: 'approval-request',
    name: 'askForFormApproval',
    summary: 'Lays a draft before the second person; refused while something in it cannot be answered to its end',
    verb: askApproval,
    access: writers,
  },
  {
    path: 'approval',
    name: 'approveForm',
    summary: 'A second person lets a form, or a newer version of one, go out',
    verb: approveForm,
    access: approvers,
  },
  {
    path: 'closing',
    name: 'closeForm',
    summary: 'Ends a form before its time; from then on nobody can say who answered an anonymous one',
    verb: closeForm,
    access: writers,
  },
]

/** Opinion forms: list, read, draw up, approve, close, results. */
export const opinionFormRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door

  const contentOf = async (form: Form) => {
    const content = await readContent(house.database, form.id, form.newestVersion)
    if (!content) throw new AppError('INTERNAL', `form ${form.id} has no words`)
    return content
  }
  const whole = async (form: Form) => {
    const content = await contentOf(form)
    return { ...showForm(form, content), content }
  }

  app.get(
    '/v1/forms',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'listForms',
        summary: 'Opinion forms of the officer’s units and below, the newest first',
        querystring: schema.FormQuery,
        response: { 200: schema.FormPage, ...problems(403, 404, 422) },
      },
    },
    async (request) => {
      const { cursor, limit = pageSize, state, unit } = request.query
      if (cursor !== undefined && !isId(cursor)) {
        throw new AppError('INVALID', 'no cursor of ours', { phrase: 'errors:invalid', field: 'cursor' })
      }
      const forms = await listForms(house.database, {
        unitIds: await listedUnits(door, programOf(request).actor, unit),
        limit: limit + 1,
        ...(state === undefined ? {} : { state }),
        ...(cursor === undefined ? {} : { after: cursor }),
      })
      const items = forms.slice(0, limit)
      return {
        items: await Promise.all(items.map(async (form) => showForm(form, await contentOf(form)))),
        next: forms.length > limit ? (items.at(-1)?.id ?? null) : null,
      }
    },
  )

  app.post(
    '/v1/forms',
    {
      config: { access: writers },
      schema: {
        tags,
        operationId: 'draftForm',
        summary: 'Draws up an opinion form; nobody is asked before a second person has approved it',
        headers: IdempotencyKey,
        body: schema.NewForm,
        response: { 201: schema.Form, ...problems(403, 404, 409, 422) },
      },
    },
    async (request, reply) => {
      const made = await createOnce(door, request, reply, async (scope) => {
        const { content, ...input } = readNewForm(request.body)
        const form = await draftForm(scope, { ...input, content })
        return { body: { ...showForm(form, content), content }, location: `/api/v1/forms/${form.id}` }
      })
      reply.header('ETag', tagOf(made.version))
      return made
    },
  )

  app.get(
    '/v1/forms/:id',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readForm',
        summary: 'One form with its newest words, approved or not',
        params: IdParams,
        response: { 200: schema.Form, ...problems(403, 404) },
      },
    },
    async (request, reply) => {
      const form = await readableForm(door, request, request.params.id)
      reply.header('ETag', tagOf(form.version))
      return await whole(form)
    },
  )

  app.get(
    '/v1/forms/:id/results',
    {
      config: { access: readers },
      schema: {
        tags,
        operationId: 'readFormResults',
        summary: 'What a form has brought; before its closing for nobody but who drew it up',
        params: IdParams,
        response: { 200: schema.Results, ...problems(403, 404) },
      },
    },
    async (request) => {
      const form = await readableForm(door, request, request.params.id)
      return showResults(await readResults(house.database, form, programOf(request).actor))
    },
  )

  for (const { path, name, summary, verb, access } of steps) {
    app.post(
      `/v1/forms/:id/${path}`,
      {
        config: { access },
        schema: {
          tags,
          operationId: name,
          summary,
          params: IdParams,
          headers: IfMatch,
          body: path === 'approval' ? schema.Approval : schema.Step,
          response: { 200: schema.Form, ...problems(403, 404, 409, 412, 422) },
        },
      },
      async (request, reply) => {
        const { id, version } = await readableForm(door, request, request.params.id)
        const body: { version?: number; aloneBecause?: string } = request.body
        const read = readVersion(request, body.version, version)
        if (read.kind === 'stale') return await sendVersionProblem(request, reply, 412)
        const input = {
          id,
          version: read.kind === 'version' ? read.version : version,
          ...(body.aloneBecause === undefined ? {} : { aloneBecause: body.aloneBecause }),
        }
        await act(house, programOf(request).actor, async (scope) => await verb(scope, input))
        const form = await findForm(house.database, id)
        if (!form) throw new AppError('INTERNAL', 'a form is gone')
        reply.header('ETag', tagOf(form.version))
        return await whole(form)
      },
    )
  }
}
