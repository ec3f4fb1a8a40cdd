import type { EmulatorAnswer, EmulatorRequest } from './answer.ts'
import type { MediaFile, World } from './world.ts'

/** Keeps the bytes and gives the link under which the emulator serves them. */
export const keepMedia = (world: World, file: Omit<MediaFile, 'at'>): string => {
  const id = world.ids.token(16)
  world.media.set(id, { ...file, at: world.now() })
  return `${world.url}/media/${id}/${encodeURIComponent(file.name)}`
}

/** The emulator's stand-in for Zalo's CDN. */
export const answerMedia = (world: World, request: EmulatorRequest): EmulatorAnswer | undefined => {
  const id = /^\/media\/([0-9a-f]+)\//.exec(request.path)?.[1]
  if (id === undefined) return undefined
  const file = world.media.get(id)
  const lifetime = world.switches.mediaLifetimeMs
  const gone = file === undefined || (lifetime > 0 && world.now() - file.at >= lifetime)
  if (gone) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' }
  return { status: 200, headers: { 'content-type': file.contentType }, body: file.bytes }
}
