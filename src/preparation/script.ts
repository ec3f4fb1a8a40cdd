/** What is said in one part of a session. */
export type ScriptBlock = {
  /** What it is about: the same in every draft. */
  readonly key: string
  readonly minutes: number | null
  readonly heading: string
  readonly text: string
  /** An officer wrote it: a new draft leaves it alone. */
  readonly isEdited: boolean
}

export type Script = { readonly blocks: readonly ScriptBlock[]; readonly version: number; readonly updatedAt: Date }

export const headingMax = 200
export const blockTextMax = 8_000

/**
 * A new draft with what an officer wrote left alone: an edited block keeps its words, and stays where its part of the
 * session has gone.
 */
export const keepEdited = (before: readonly ScriptBlock[], drafted: readonly ScriptBlock[]): ScriptBlock[] => {
  const edited = new Map(before.filter(({ isEdited }) => isEdited).map((block) => [block.key, block]))
  const kept = drafted.map((block) => {
    const own = edited.get(block.key)
    return own ? { ...own, minutes: block.minutes } : block
  })
  const orphans = [...edited.values()].filter(({ key }) => !drafted.some((block) => block.key === key))
  // Before the last block, which closes the session.
  return [...kept.slice(0, -1), ...orphans, ...kept.slice(-1)]
}
