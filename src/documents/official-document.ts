import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Family } from './families.ts'

/** A piece of the body. */
export type OfficialBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
      /** Percent of the width, a column each. */
      readonly widths: readonly number[]
    }

/** A document of an office, piece by piece: the Word file and the printed page say the same. In Vietnamese, as it is filed. */
export type OfficialDocument = {
  readonly family: Family
  /** The body above, in the heading; empty where there is none. */
  readonly superior: string
  readonly issuer: string
  /** "12/KH-UBND"; empty while it has none. */
  readonly number: string
  readonly place: string
  readonly dated: PlainDate
  /** "KẾ HOẠCH"; empty for a công văn, whose abstract stands below its number. */
  readonly kind: string
  /** Trích yếu. */
  readonly abstract: string
  readonly blocks: readonly OfficialBlock[]
  /** Nơi nhận, a line each; "(để báo cáo)" stands in the line. */
  readonly recipients: readonly string[]
  readonly signature: {
    /** "TM. ỦY BAN NHÂN DÂN", "T/M BAN THƯỜNG VỤ" */
    readonly authority: string
    /** "CHỦ TỊCH" */
    readonly post: string
    readonly signer: string
  }
  /** Of two who sign, as minutes are, the one at the left; nobody is told at the left of it then. */
  readonly secondSignature?: { readonly post: string; readonly signer: string }
}
