// People who answer at their own pace, in a process of its own: each sends the next text after a fixed while, whatever
// the service does, over one webhook request each. Prints what the requests took.
import { Pool } from 'undici'

export type VisitorsOrder = {
  readonly url: string
  readonly people: number
  /** How many begin in a second. */
  readonly perSecond: number
  /** Between two texts of one person. */
  readonly pauseMs: number
  /** What they say: the first person the first list, the next the next one, and so on. */
  readonly scripts: readonly (readonly string[])[]
}

export type VisitorsReport = {
  readonly sent: number
  readonly refused: number
  readonly p50: number
  readonly p99: number
  readonly seconds: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as VisitorsOrder
const { origin, pathname } = new URL(order.url)
const pool = new Pool(origin, { connections: 16 })
const took: number[] = []
let refused = 0
let seq = 0

const say = async (chat: string, text: string): Promise<void> => {
  seq += 1
  const body = JSON.stringify({ key: `v${seq}`, seq, chat, at: new Date(), content: { kind: 'text', text } })
  const began = performance.now()
  const headers = { 'content-type': 'application/json' }
  const answer = await pool.request({ path: pathname, method: 'POST', headers, body })
  await answer.body.dump()
  took.push(performance.now() - began)
  if (answer.statusCode !== 200) refused += 1
}

const until = async (moment: number): Promise<void> =>
  await new Promise((resolve) => {
    setTimeout(resolve, Math.max(0, moment - performance.now()))
  })

const began = performance.now()
const visit = async (person: number): Promise<void> => {
  const start = began + (person / order.perSecond) * 1000
  const texts = order.scripts[person % order.scripts.length] ?? []
  for (const [step, text] of texts.entries()) {
    await until(start + step * order.pauseMs)
    await say(`person-${person}`, text)
  }
}

await Promise.all(Array.from({ length: order.people }, async (_none, person) => await visit(person)))
const sorted = took.toSorted((first, other) => first - other)
const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN
await pool.close()
const seconds = (performance.now() - began) / 1000
const report: VisitorsReport = { sent: sorted.length, refused, p50: at(0.5), p99: at(0.99), seconds }
process.stdout.write(`${JSON.stringify(report)}\n`)
