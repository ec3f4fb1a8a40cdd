// A process of its own: a platform that accepts every message at once and counts them. Prints its port.
import { createServer } from 'node:http'

let count = 0
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    if (request.url === '/count') {
      response.end(String(count))
      return
    }
    count += 1
    response.setHeader('content-type', 'application/json')
    response.end(`{"ok":true,"result":{"message_id":${count}}}`)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' && address ? address.port : 0}\n`)
})
process.on('disconnect', () => server.close())
