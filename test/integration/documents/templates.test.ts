import { afterEach, beforeEach, expect, it } from 'vitest'
import { dropOwnTemplate, saveTemplate, standardTemplates, templateInForce } from '../../../src/documents/index.ts'
import type { OfficerActor } from '../../../src/kernel/actor.ts'
import { openWard, otherWard, ward } from '../broadcasts/ward.ts'

type Ward = Awaited<ReturnType<typeof openWard>>
let stage: Ward
let front: OfficerActor
beforeEach(async () => {
  stage = await openWard()
  front = await stage.officer(['front_officer'])
})
afterEach(async () => await stage.close())

const kind = 'notice' as const
const worded = (abstract: string) => ({ ...standardTemplates.notice, abstract })
const save = async (unitId: string, abstract: string, version = 0, actor = front): Promise<void> =>
  await stage.as(
    actor,
    async (scope) => await saveTemplate(scope, { unitId, kind, version, template: worded(abstract) }),
  )
const pathOf = async (unitId: string): Promise<string[]> => {
  const [row] = await stage.house.database.$client<{ path: string[] }[]>`select path from units where id = ${unitId}`
  return row?.path ?? []
}
const inForce = async (unitId: string) =>
  await templateInForce(stage.house.database, { unitPath: await pathOf(unitId), kind })

it('a unit without words of its own takes those of the nearest unit above, and its own when it has some', async () => {
  expect(await inForce(ward)).toMatchObject({ unitId: null, version: 0, template: standardTemplates.notice })
  const above = (await pathOf(ward)).at(-2) ?? ''
  const city = await stage.officer(['front_officer'], above)
  await save(above, 'Của thành phố: <ten_cuoc>', 0, city)
  expect(await inForce(ward)).toMatchObject({ unitId: above, version: 0 })
  await save(ward, 'Của phường: <ten_cuoc>')
  expect(await inForce(ward)).toMatchObject({
    unitId: ward,
    version: 1,
    template: { abstract: 'Của phường: <ten_cuoc>' },
  })
  expect(await inForce(otherWard)).toMatchObject({ unitId: above })
  await stage.as(front, async (scope) => await dropOwnTemplate(scope, { unitId: ward, kind, version: 1 }))
  expect(await inForce(ward)).toMatchObject({ unitId: above, version: 0 })
})

it('of two who edit the same template at once the second is told, and nothing of the first is lost', async () => {
  await save(ward, 'Một')
  await expect(save(ward, 'Hai')).rejects.toMatchObject({ code: 'CONFLICT', phrase: 'documents:changedMeanwhile' })
  await save(ward, 'Ba', 1)
  expect((await inForce(ward)).template.abstract).toBe('Ba')
})

it('an unknown field is refused by its name, beside the text it stands in, and nothing is kept', async () => {
  await expect(save(ward, 'Về <tieu_de_cu>')).rejects.toMatchObject({
    code: 'INVALID',
    field: 'abstract',
    phrase: 'documents:wrong.unknown',
    values: { field: '<tieu_de_cu>' },
  })
  expect(await inForce(ward)).toMatchObject({ unitId: null })
})

it('nobody words the documents of a unit that is not theirs', async () => {
  await expect(save(otherWard, 'Không phải của tôi')).rejects.toMatchObject({ code: 'FORBIDDEN' })
})
