// A process of its own, as cheap as wrk where it can be: raw sockets, one request under way on each, bytes made once
// in which only the number of the update and its chat change. An HTTP client here would cost as much as the server.
import { connect, type Socket } from 'node:net'

type Order = {
  readonly origin: string
  readonly path: string
  readonly connections: number
  readonly seconds: number
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order
const { hostname, port } = new URL(order.origin)
const idDigits = 15
const chatDigits = 10
const chats = 400

const firstChat = 5_000_000_000
const blankId = '1'.repeat(idDigits)

/** About 600 bytes, as a Telegram update with a Vietnamese sentence has. */
const body = JSON.stringify({
  update_id: Number(blankId),
  message: {
    message_id: 1,
    from: { id: firstChat, is_bot: false, first_name: 'Người dân', language_code: 'vi' },
    chat: { id: firstChat, type: 'private', first_name: 'Người dân' },
    date: Math.floor(Date.now() / 1000),
    text: 'Kính gửi các đồng chí lãnh đạo phường, đoạn đường trước cổng trường tiểu học thường xuyên ngập sâu khi mưa lớn, học sinh đi lại rất khó khăn. Đề nghị phường cho biết khi nào nạo vét cống và ai chịu trách nhiệm.',
  },
})
const request = Buffer.from(
  `POST ${order.path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
)
const idAt = request.indexOf(blankId)
const fromAt = request.indexOf(String(firstChat))
const chatAt = request.lastIndexOf(String(firstChat))
const ok = Buffer.from('HTTP/1.1 200')
const emptyBody = 'content-length: 0'

// Fifteen digits that no other run of this bench uses.
let next = (process.pid % 10_000) * 10_000_000_000 + 100_000_000_000_000
const latencies: number[] = []
let failed = 0
let open = 0

const writeRequest = (socket: Socket, bytes: Buffer): void => {
  next += 1
  bytes.write(String(next), idAt, idDigits, 'latin1')
  const chat = String(firstChat + (next % chats))
  bytes.write(chat, fromAt, chatDigits, 'latin1')
  bytes.write(chat, chatAt, chatDigits, 'latin1')
  socket.write(bytes)
}

const until = performance.now() + order.seconds * 1000
const started = performance.now()

const finish = (): void => {
  const seconds = (performance.now() - started) / 1000
  latencies.sort((a, b) => a - b)
  const at = (share: number): number =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN
  process.stdout.write(
    `${JSON.stringify({ perSecond: latencies.length / seconds, answered: latencies.length, failed, p50: at(0.5), p99: at(0.99) })}\n`,
  )
}

const drive = (): void => {
  open += 1
  const bytes = Buffer.from(request)
  let sentAt = 0
  let held = ''
  const send = (socket: Socket): void => {
    sentAt = performance.now()
    writeRequest(socket, bytes)
  }
  const socket = connect({ host: hostname, port: Number(port), noDelay: true }, () => send(socket))
  socket.on('data', (chunk: Buffer) => {
    // An answer nearly always comes as one piece; what comes in more is put together.
    const text = held + chunk.toString('latin1')
    if (!text.endsWith('\r\n\r\n')) {
      held = text
      return
    }
    held = ''
    if (chunk.subarray(0, ok.length).equals(ok) && text.includes(emptyBody)) latencies.push(performance.now() - sentAt)
    else failed += 1
    if (performance.now() < until) send(socket)
    else socket.end()
  })
  socket.on('error', () => {
    failed += 1
  })
  socket.on('close', () => {
    open -= 1
    if (open === 0) finish()
  })
}

for (let at = 0; at < order.connections; at += 1) drive()
