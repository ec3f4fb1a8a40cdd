/** What a room may log: an event in a few words with ids and counts; never names, numbers, tokens or texts. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  /** A person must act. Nothing else is an error. */
  error(fields: object, message: string): void
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
