import { afterAll, beforeAll, expect, it } from 'vitest'
import { chainAudit } from '../../../src/audit/index.ts'
import { openPrograms, session, type Programs } from './programs.ts'

let stage: Programs
beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 1000 })
})
afterAll(async () => await stage.close())

it('anybody may note the head of the audit chain, as a page and as JSON, and it moves on with each act', async () => {
  expect((await stage.ask('/api/v1/audit/head')).json()).toEqual({ head: null })
  expect((await stage.ask('/verify/chain', { headers: { accept: 'text/html' } })).body).toContain('Chưa có dòng nào')
  const { token } = await stage.program(['front_officer'])
  await stage.ask('/api/v1/dialogues', { method: 'POST', token, body: session })
  await chainAudit(stage.house.database)
  const { head } = (await stage.ask('/api/v1/audit/head')).json()
  expect(head).toMatchObject({ seq: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect((await stage.ask('/verify/chain', { headers: { accept: 'application/json' } })).json()).toEqual({ head })
  const page = await stage.ask('/verify/chain', { headers: { accept: 'text/html' } })
  expect(page.statusCode).toBe(200)
  expect(page.body.replaceAll(' ', '')).toContain(head.hash)
  expect(page.body).not.toMatch(/dialogue\.called|nc_/)
  await stage.ask('/api/v1/dialogues', { method: 'POST', token, body: session })
  await chainAudit(stage.house.database)
  expect((await stage.ask('/api/v1/audit/head')).json().head.seq).toBeGreaterThan(head.seq)
})
