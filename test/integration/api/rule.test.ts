import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVerify } from '../../../src/api/index.ts'
import { createServer, demandAccessRules } from '../../../src/http/index.ts'
import { refusalReasons } from '../../../src/questions/index.ts'
import { phrase } from '../../../src/phrases/index.ts'
import { createTestHouse, type TestHouse } from '../../support/house.ts'

let here: TestHouse
let app: Awaited<ReturnType<typeof createServer>>
beforeAll(async () => {
  here = await createTestHouse()
  app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  demandAccessRules(app)
  await app.register(createVerify({ house: here.house }))
})
afterAll(async () => {
  await app.close()
  await here.close()
})

test.each(['vi', 'en'] as const)(
  'anybody may read in %s for which reasons an opinion is refused: all of them',
  async (locale) => {
    const page = await app.inject({ url: '/quy-tac', headers: { 'accept-language': locale } })
    expect(page.statusCode).toBe(200)
    const shown = page.body.replaceAll('&#39;', "'")
    for (const why of refusalReasons) {
      expect(shown).toContain(phrase(locale, `triage:why.${why}`))
      expect(shown).toContain(phrase(locale, `triage:whyLong.${why}`))
    }
  },
)
