/** Why a file that a resident sent is not kept. Closed: doors and reports count on it. */
export type FileRefusal =
  | 'empty'
  | 'too-big'
  | 'wrong-kind'
  | 'damaged'
  | 'locked'
  | 'macros'
  | 'too-many-pixels'
  | 'unpacks-too-big'
  | 'gone'
  | 'unreachable'

/** The sentence for the resident, one for each reason, in `locales/<language>/attachments.json`. */
export const refusalPhrases = {
  empty: 'attachments:refused.empty',
  'too-big': 'attachments:refused.tooBig',
  'wrong-kind': 'attachments:refused.wrongKind',
  damaged: 'attachments:refused.damaged',
  locked: 'attachments:refused.locked',
  macros: 'attachments:refused.macros',
  'too-many-pixels': 'attachments:refused.tooManyPixels',
  'unpacks-too-big': 'attachments:refused.unpacksTooBig',
  gone: 'attachments:refused.gone',
  unreachable: 'attachments:refused.unreachable',
} as const satisfies Record<FileRefusal, string>

export type Refused = { readonly ok: false; readonly why: FileRefusal }

export const refused = (why: FileRefusal): Refused => ({ ok: false, why })
