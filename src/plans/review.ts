/** What a session is looked at for afterwards, along the shortcomings that the Front's own report of 2025 names. */
export const reviewPoints = [
  'publicity',
  'preparation',
  'chairing',
  'time',
  'topics',
  'attendance',
  'answers',
  'conclusion',
] as const
export type ReviewPoint = (typeof reviewPoints)[number]

export type Review = {
  readonly dialogueId: string
  readonly marks: Readonly<Record<string, 'good' | 'weak'>>
  readonly good: string
  readonly weak: string
  readonly lessons: string
  readonly writtenBy: string
  readonly writtenAt: Date
  readonly version: number
}
