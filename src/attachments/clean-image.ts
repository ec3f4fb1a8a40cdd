import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { oneAtATime } from './one-at-a-time.ts'
import type { PictureMediaType, RedrawnImage } from './redraw-image.ts'
import { refused } from './refusals.ts'
import type { Refused } from './refusals.ts'

const program = fileURLToPath(new URL('./redraw-process.ts', import.meta.url))

const redrawElsewhere = async (
  bytes: Uint8Array,
  mediaType: PictureMediaType,
  timeoutMs: number,
): Promise<RedrawnImage | Refused> => {
  const child = fork(program, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [],
    // Nothing of ours goes along: neither secrets nor settings are needed to redraw a picture.
    env: {},
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  try {
    return await new Promise((resolve) => {
      child.once('message', (redrawn) => resolve(redrawn as unknown as RedrawnImage | Refused))
      child.once('error', () => resolve(refused('damaged')))
      child.once('exit', () => resolve(refused('damaged')))
      child.send({ bytes, mediaType }, () => undefined)
    })
  } finally {
    child.kill('SIGKILL')
  }
}

const inTurn = oneAtATime()

/**
 * A picture without anything but its pixels, upright and bounded (see `redrawImage`). It is made in a process of its
 * own, one at a time, which is ended after `timeoutMs` (default 30 s): then, and when it breaks, it is `damaged`.
 */
export const cleanImage = (
  bytes: Uint8Array,
  mediaType: PictureMediaType,
  timeoutMs = 30_000,
): Promise<RedrawnImage | Refused> => inTurn(() => redrawElsewhere(bytes, mediaType, timeoutMs))
