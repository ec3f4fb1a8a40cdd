/** What is kept for a time, with the least and most days that the house allows. Equal bounds: fixed by the house. */
export const retentionKinds = {
  // A report, its answers and the next yearly session rest on knowing whom to tell.
  'opinion-authors': { least: 180, most: 3_650 },
  'attendance-invitees': { least: 14, most: 730 },
  'attendance-answers': { least: 30, most: 1_460 },
  // Whoever asked again within a year should be found to have asked before.
  'request-joins': { least: 90, most: 1_460 },
  // The proof of notice counts outcomes; a month that has begun is never dropped.
  'message-history': { least: 62, most: 1_826 },
  // Telegram repeats an update for a day; a week and a half of outage is the longest that is planned for.
  'inbox-seen': { least: 3, most: 30 },
  'held-texts': { least: 1, most: 1 },
  'unclaimed-files': { least: 1, most: 1 },
  'web-pages': { least: 7, most: 7 },
  'sign-in-traces': { least: 1, most: 90 },
} as const satisfies Readonly<Record<string, { readonly least: number; readonly most: number }>>

export type RetentionKind = keyof typeof retentionKinds

export const isRetentionKind = (text: string): text is RetentionKind => Object.hasOwn(retentionKinds, text)
