/** Rules that keep free identities from flooding; each refusal says its rule to the person. */
export const limits = {
  /** Messages at once, then one more every so often. */
  messageBurst: 10,
  messageEveryMs: 3_000,
  /** A file counts as so many messages. */
  fileCost: 2,
  /** 20 MiB, as for every channel. */
  fileBytesMax: 20 * 1024 * 1024,
  fileBytesPerDay: 100 * 1024 * 1024,
  /** Files that one process reads at the same time: each stands in memory until it is judged. */
  filesAtOnce: 6,
  /** Longest wording, as the conversation takes it. */
  textMax: 10_000,
  /** New browsers of one network of addresses in a window, with the page's script or without. */
  arrivalWindowMs: 10 * 60_000,
  arrivalsMax: 600,
  plainArrivalsMax: 30,
  /** A form without a script proves patience instead of work. */
  plainPatienceMs: 2_000,
  /** Live connections of one visitor; a browser opens six at most to one host, and sending needs one. */
  streamsPerVisitor: 3,
  streamsMax: 5_000,
  /** The page's token. */
  tokenMaxAgeMs: 24 * 3_600_000,
  /** How long the database may take before the page goes on without it. */
  patienceMs: 1_500,
  /** Messages of the past that a page shows when it opens. */
  shownMax: 100,
} as const
