// A process of its own: keeps so many POSTs under way for so long, each with a unique body, and tells what came back.
import { Pool } from 'undici'

type Order = {
  readonly origin: string
  readonly path: string
  readonly connections: number
  readonly seconds: number
  readonly headers: Record<string, string>
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const pool = new Pool(order.origin, { connections: order.connections, pipelining: 1 })
const run = process.pid * 1_000_000
let next = run
let failed = 0
const latencies: number[] = []

/** About 600 bytes, as a Telegram update with a Vietnamese sentence has. */
const body = (): string => {
  next += 1
  return JSON.stringify({
    update_id: next,
    message: {
      message_id: next,
      from: { id: 5_000_000_000 + (next % 400), is_bot: false, first_name: 'Người dân', language_code: 'vi' },
      chat: { id: 5_000_000_000 + (next % 400), type: 'private', first_name: 'Người dân' },
      date: Math.floor(Date.now() / 1000),
      text: 'Kính gửi các đồng chí lãnh đạo phường, đoạn đường trước cổng trường tiểu học thường xuyên ngập sâu khi mưa lớn, học sinh đi lại rất khó khăn. Đề nghị phường cho biết khi nào nạo vét cống và ai chịu trách nhiệm.',
    },
  })
}

const until = performance.now() + order.seconds * 1000
const one = async (): Promise<void> => {
  while (performance.now() < until) {
    const started = performance.now()
    const answer = await pool.request({
      method: 'POST',
      path: order.path,
      headers: { 'content-type': 'application/json', ...order.headers },
      body: body(),
    })
    await answer.body.dump()
    if (answer.statusCode === 200) latencies.push(performance.now() - started)
    else failed += 1
  }
}
const started = performance.now()
await Promise.all(Array.from({ length: order.connections }, one))
const seconds = (performance.now() - started) / 1000
await pool.close()
latencies.sort((a, b) => a - b)
const at = (share: number): number =>
  latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
process.stdout.write(
  `${JSON.stringify({ perSecond: latencies.length / seconds, answered: latencies.length, failed, p50: at(0.5), p99: at(0.99) })}\n`,
)
