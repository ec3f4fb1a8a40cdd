import { pino, type Logger } from 'pino'

/**
 * The log of the process. Errors are cut to their kind and their place in our code: a driver's message can hold the
 * whole row, a platform's the token.
 */
export const createLog = (level: string, destination?: { write(line: string): void }): Logger =>
  pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: {
        err: (error: unknown) => ({
          name: error instanceof Error ? error.name : 'unknown',
          code: error instanceof Error && 'code' in error ? String(error.code) : undefined,
        }),
        req: () => undefined,
        res: () => undefined,
      },
      redact: { paths: ['*.token', '*.password', '*.secret', '*.authorization', '*.cookie', 'headers'], remove: true },
    },
    destination ?? pino.destination({ fd: 1, sync: false }),
  )
