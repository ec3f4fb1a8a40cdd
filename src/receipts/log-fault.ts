/** What the operator's check found wrong, named as far as it can be. */
export type LogFault = {
  readonly what:
    | 'text-changed'
    | 'salt-gone'
    | 'words-gone'
    | 'no-leaf'
    | 'leaf-removed'
    | 'leaf-added'
    | 'reordered'
    | 'node-wrong'
    | 'root-wrong'
    | 'root-not-as-audited'
    | 'counts-wrong'
  /** What was handed in, where it is known. */
  readonly subject?: { readonly kind: 'opinion' | 'request' | 'form_answer' | 'form_words'; readonly id: string }
  readonly wording?: number
  readonly log?: string
  readonly position?: number
  readonly node?: { readonly level: number; readonly index: number }
  readonly closing?: number
}

/** Named at the most; the rest is counted. */
export const faultsShown = 100
