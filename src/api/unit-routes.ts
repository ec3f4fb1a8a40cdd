import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { AppError } from '../kernel/errors.ts'
import { grantsOf } from '../officers/index.ts'
import { addUnit, searchUnits, unitWithAncestors, type UnitMatch } from '../units/index.ts'
import type { Queryable } from '../database/index.ts'
import { createOnce } from './create-once.ts'
import type { Door } from './door.ts'
import { programOf } from './guard.ts'
import type { ApiScope } from './scope.ts'
import { IdempotencyKey, problems } from './schemas/shared.ts'
import * as schema from './schemas/units.ts'

const tags = ['units']

const showMatch = ({ unit, kind, why, elsewhere, named, share }: UnitMatch) => ({
  id: unit.id,
  fullName: unit.fullName,
  level: unit.level,
  type: unit.type,
  province: unit.province,
  path: [...unit.path],
  match: { kind, why, elsewhere, name: named.fullName, district: named.district, share: share ?? null },
})

const showUnit = async (db: Queryable, id: string) => {
  const line = await unitWithAncestors(db, id)
  const unit = line.at(-1)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  const { fullName, level, type, code, path, population, voters, validFrom, validUntil } = unit
  return {
    id: unit.id,
    fullName,
    level,
    type,
    code,
    path,
    population,
    voters,
    validFrom,
    validUntil,
    above: line.slice(0, -1).map((one) => ({ id: one.id, fullName: one.fullName, level: one.level })),
  }
}

/** Places, and who is asking. */
export const unitRoutes = (app: ApiScope, door: Door): void => {
  const { house } = door

  app.get(
    '/v1/units',
    {
      config: { access: 'token' },
      schema: {
        tags,
        operationId: 'searchUnits',
        summary: 'Units that may be meant by what was written, best first',
        querystring: schema.UnitQuery,
        response: { 200: schema.UnitMatches, ...problems(422) },
      },
    },
    async (request) => {
      const { q, limit, within } = request.query
      const found = await searchUnits(house.database, q, {
        on: vietnamDate(house.clock.now()),
        ...(limit === undefined ? {} : { limit }),
        ...(within === undefined ? {} : { within }),
      })
      return { items: found.map(showMatch) }
    },
  )

  app.get(
    '/v1/units/:id',
    {
      config: { access: 'token' },
      schema: {
        tags,
        operationId: 'readUnit',
        summary: 'One unit and what it lies in',
        params: schema.UnitParams,
        response: { 200: schema.Unit, ...problems(404) },
      },
    },
    async (request) => await showUnit(house.database, request.params.id),
  )

  app.post(
    '/v1/units/:id/groups',
    {
      config: { access: ['front_officer', 'approver'] },
      schema: {
        tags,
        operationId: 'addGroup',
        summary: 'Enters a village or ward group of a commune',
        params: schema.UnitParams,
        headers: IdempotencyKey,
        body: schema.NewGroup,
        response: { 201: schema.Unit, ...problems(403, 404, 409, 422) },
      },
    },
    async (request, reply) =>
      await createOnce(door, request, reply, async (scope) => {
        const id = await addUnit(scope, { communeId: request.params.id, ...request.body })
        return { body: await showUnit(scope.tx, id), location: `/api/v1/units/${id}` }
      }),
  )

  app.get(
    '/v1/me',
    {
      config: { access: 'token' },
      schema: {
        tags: ['officers'],
        operationId: 'readMe',
        summary: 'The officer in whose name the program works',
        response: { 200: schema.Me, ...problems() },
      },
    },
    async (request) => {
      const { officer } = programOf(request)
      const grants = (await grantsOf(house.database, [officer.id])).get(officer.id) ?? []
      const { id, name, login, title, language } = officer
      return {
        id,
        name,
        login,
        title,
        language,
        roles: grants.map(({ role, unitId, unitName }) => ({ role, unitId, unitName })),
      }
    },
  )
}
