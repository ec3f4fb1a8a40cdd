// A process of its own: a platform that reads each message, accepts it at once and counts by chat. Prints its port.
import { createServer } from 'node:http'

let count = 0
const byChat = new Map<string, number>()
const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    if (request.url === '/count') {
      response.end(JSON.stringify({ messages: count, chats: byChat.size }))
      return
    }
    const { chat_id: chat } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { chat_id: string }
    byChat.set(chat, (byChat.get(chat) ?? 0) + 1)
    count += 1
    response.end(`{"ok":true,"result":{"message_id":${count}}}`)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
process.on('disconnect', () => server.close())
