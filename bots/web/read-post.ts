/** What a form or the script posts. Anything that is no text counts as not sent. */
export type Post = {
  readonly token?: string
  readonly key?: string
  readonly text?: string
  readonly choice?: string
  readonly start?: string
  readonly work?: string
}

const names = ['token', 'key', 'text', 'choice', 'start', 'work'] as const

export const readPost = (body: unknown): Post => {
  if (typeof body !== 'object' || body === null) return {}
  const read: Partial<Record<(typeof names)[number], string>> = {}
  for (const name of names) {
    const value = (body as Record<string, unknown>)[name]
    // A field that stands twice in a form comes as a list; the button that was pressed is the last.
    const one: unknown = Array.isArray(value) ? value.at(-1) : value
    if (typeof one === 'string') read[name] = one
  }
  return read
}

/** A key that a browser makes for each message: long enough that nobody meets another's. */
export const isMessageKey = (key: string | undefined): key is string =>
  key !== undefined && /^[A-Za-z0-9-]{16,64}$/.test(key)
