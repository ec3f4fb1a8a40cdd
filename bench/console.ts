import pino from 'pino'
import { createConsole } from '../src/console/index.ts'
import { createServer } from '../src/http/index.ts'
import { openBenchHouse } from './support/bench-house.ts'
import { rareWords } from './support/bench-words.ts'
import { act } from '../src/database/index.ts'
import { systemActor } from '../src/kernel/actor.ts'
import { countHeard } from '../src/statistics/index.ts'
import { settleCountry, type BigCountry } from './support/big-country.ts'
import { record } from './support/report.ts'
import { signIn } from './support/sign-in.ts'

const opinions = Number(process.env['BENCH_OPINIONS'] ?? 1_000_000)
const residents = Number(process.env['BENCH_RESIDENTS'] ?? 200_000)
const times = Number(process.env['BENCH_TIMES'] ?? 60)
const pageAimMs = 50
const searchAimMs = 100

type Page = { readonly who: string; readonly cookie: string; readonly path: string; readonly aimMs: number }

const pagesOf = (country: BigCountry, cookies: Readonly<Record<'ward' | 'city' | 'centre', string>>): Page[] => {
  const { dialogueId, wardId, cityId } = country
  const ward = [
    '/console/',
    '/console/overview',
    '/console/dialogues',
    `/console/dialogues/${dialogueId}`,
    `/console/dialogues/${dialogueId}/agenda`,
    `/console/dialogues/${dialogueId}/brief`,
    `/console/dialogues/${dialogueId}/preparation`,
    `/console/dialogues/${dialogueId}/hall`,
    `/console/questions?dialogue=${dialogueId}`,
    `/console/questions?dialogue=unit:${wardId}`,
    `/console/questions?dialogue=unit:${wardId}&class=party_building`,
    '/console/triage',
    `/console/items?of=${dialogueId}`,
    '/console/announcements',
    '/console/desk',
    '/console/register',
    '/console/answers',
    '/console/plans',
    `/console/dialogues/${dialogueId}/report`,
  ].map((path) => ({ who: 'ward', cookie: cookies.ward, path, aimMs: pageAimMs }))
  const city = [
    '/console/',
    '/console/overview',
    '/console/dialogues',
    `/console/questions?dialogue=unit:${cityId}`,
    `/console/questions?dialogue=unit:${cityId}&class=party_building`,
    '/console/announcements',
    '/console/units',
    '/console/audit',
    '/console/triage',
    '/console/items',
    '/console/answers',
  ].map((path) => ({ who: 'city', cookie: cookies.city, path, aimMs: pageAimMs }))
  const centre = [
    '/console/',
    '/console/overview',
    '/console/overview/silent',
    '/console/dialogues',
    '/console/items',
    '/console/questions?dialogue=unit:vn',
  ].map((path) => ({ who: 'centre', cookie: cookies.centre, path, aimMs: pageAimMs }))
  const searches = [
    ['a common word', 'rác'],
    ['three words', 'cống thoát nước'],
    ['a phrase', '"lấn chiếm để bán hàng"'],
    ['rare words', rareWords.slice(0, 12)],
    ['no hit', 'tàu vũ trụ'],
  ] as const
  const search = searches.flatMap(([, query]) =>
    (['ward', 'city', 'centre'] as const).map((who) => ({
      who,
      cookie: cookies[who],
      path: `/console/search?q=${encodeURIComponent(query)}`,
      aimMs: searchAimMs,
    })),
  )
  return [...ward, ...city, ...centre, ...search]
}

// What has no place of its own in the database, or is a piece of a page or a file.
const noPage =
  /[.](?:csv|xlsx|docx|png|pdf|json|mp3|ics)$|\/(?:file|print|live|state|zip|list|dossier|places|assets|sign-in|set-up|welcome|lists)(?:\/|$)/

type Known = {
  readonly dialogueId: string
  readonly itemId: string
  readonly opinionId: string
  readonly unitId: string
}

/** A page as it is for the ward's session, its weightiest matter, one opinion and the ward; null for one of another kind. */
const filledIn = (route: string, { dialogueId, itemId, opinionId, unitId }: Known): string | null => {
  const path = route
    .replace('/dialogues/:id', `/dialogues/${dialogueId}`)
    .replace(/\/(?:attendance|artefacts)\/:(?:dialogue|id)/, (part) => part.replace(/:\w+/, dialogueId))
    .replace(/\/items\/:\w+/, `/items/${itemId}`)
    .replace(/\/answers\/:\w+/, `/answers/${itemId}`)
    .replace(/\/opinions\/:\w+/, `/opinions/${opinionId}`)
    .replace(/\/units\/:\w+/, `/units/${unitId}`)
  return path.includes(':') ? null : path
}

/** Each page of the console with the whole country in the database: time at the server, and memory. */
export const benchConsole = async (): Promise<void> => {
  const bench = await openBenchHouse()
  const { house } = bench
  const app = await createServer({ log: pino({ level: 'silent' }), behindProxy: false })
  try {
    const began = performance.now()
    const country = await settleCountry(bench, { opinions, residents })
    record({
      bench: 'console',
      setup: `made: ${opinions} opinions, ${residents} residents, ${country.communes} communes`,
      value: (performance.now() - began) / 1000,
      unit: 's',
    })
    while ((await act(house, systemActor('bench'), countHeard)) > 0);
    const routes: string[] = []
    app.addHook('onRoute', ({ method, url }) => {
      if ([method].flat().includes('GET') && url.startsWith('/console')) routes.push(url)
    })
    await app.register(createConsole({ house, publicUrl: undefined, localUrl: 'http://127.0.0.1' }), {
      prefix: '/console',
    })
    await app.ready()
    const cookies = {
      ward: await signIn(house, 'bench-ward', ['front_officer', 'approver', 'leader'], country.wardId),
      city: await signIn(house, 'bench-city', ['supervisor', 'front_officer'], country.cityId),
      centre: await signIn(house, 'bench-centre', ['supervisor'], 'vn'),
    }
    const named = pagesOf(country, cookies)
    const look = async ({ path, cookie }: Page): Promise<number> => {
      const started = performance.now()
      const answer = await app.inject({ url: path, headers: { cookie } })
      const ms = performance.now() - started
      if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}`)
      return ms
    }
    // Every other page of the console too, as often as somebody may open it.
    const [matter] = await house.database.$client<{ item_id: string; id: string }[]>`
      select o.item_id, o.id from opinions o join items i on i.id = o.item_id
      where i.unit_id = ${country.wardId} and i.state = 'open' order by i.weight desc nulls last limit 1`
    const known = {
      dialogueId: country.dialogueId,
      unitId: country.wardId,
      itemId: matter?.item_id ?? '',
      opinionId: matter?.id ?? '',
    }
    const others: Page[] = []
    for (const route of [...new Set(routes)].toSorted()) {
      const path = noPage.test(route) ? null : filledIn(route, known)
      if (path === null || named.some((one) => one.path === path || one.path === `${path}/`)) continue
      for (const who of ['ward', 'city', 'centre'] as const) {
        const answer = await app.inject({ url: path, headers: { cookie: cookies[who] } })
        const isPage = answer.statusCode === 200 && String(answer.headers['content-type']).startsWith('text/html')
        if (isPage) others.push({ who, cookie: cookies[who], path, aimMs: pageAimMs })
      }
    }
    const pages = [...named, ...others]
    // A server that runs has prepared its statements on every connection of its pool.
    for (let round = 0; round < 5; round += 1) for (const page of pages) await look(page)
    globalThis.gc?.()
    const before = process.memoryUsage()
    for (const page of pages) {
      const took: number[] = []
      for (let time = 0; time < times; time += 1) took.push(await look(page))
      const sorted = took.toSorted((one, other) => one - other)
      const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN
      record({
        bench: 'console',
        setup: `${page.who}: ${decodeURIComponent(page.path).replace(country.dialogueId, ':id').replace(known.itemId, ':item').replace(known.opinionId, ':opinion')}, p95`,
        value: p95,
        unit: 'ms',
        aim: `< ${page.aimMs} ms`,
        holds: p95 < page.aimMs,
        note: `p50 ${Math.round(sorted[Math.floor(sorted.length / 2)] ?? Number.NaN)} ms`,
      })
    }
    globalThis.gc?.()
    record({
      bench: 'console',
      setup: `memory gained over ${pages.length * times} pages`,
      value: (process.memoryUsage.rss() - before.rss) / 1_048_576,
      unit: 'MB',
      note: `of it in use by JavaScript ${Math.round((process.memoryUsage().heapUsed - before.heapUsed) / 1_048_576)} MB`,
    })
  } finally {
    await app.close()
    await bench.close()
  }
}
