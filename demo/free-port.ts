import { createServer } from 'node:net'

const isFree = async (host: string, port: number): Promise<boolean> => {
  const server = createServer()
  return await new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** The wanted port, or the next one that nobody listens on. */
export const freePort = async (host: string, wanted: number): Promise<number> => {
  for (let port = wanted; port < wanted + 50 && port <= 65_535; port += 1) if (await isFree(host, port)) return port
  throw new Error(`No port from ${wanted} to ${wanted + 49} is free. Choose another one: npm run demo -- --port 9000`)
}
