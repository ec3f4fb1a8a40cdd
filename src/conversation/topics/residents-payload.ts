/** What a deep link or a QR code carries. */
export type Payload =
  | { readonly kind: 'unit'; readonly unitId: string }
  | { readonly kind: 'notice'; readonly code: string }
  /** To the question whether somebody comes, by the session's notice code. */
  | { readonly kind: 'attend'; readonly code: string }
  /** To an opinion form, by its code. */
  | { readonly kind: 'form'; readonly code: string }
  | { readonly kind: 'link'; readonly code: string }

/** Reads `u_00070`, `d_204812`, `t_204812`, `f_318640`, `l_48219370`; null for anything else, which then opens the menu. */
export const readPayload = (payload: string | undefined): Payload | null => {
  const [, kind, value] = /^([udtfl])_([A-Za-z0-9-]{2,60})$/.exec(payload?.trim() ?? '') ?? []
  if (value === undefined) return null
  if (kind === 'u') return { kind: 'unit', unitId: value }
  if (kind === 'd') return /^\d{6}$/.test(value) ? { kind: 'notice', code: value } : null
  if (kind === 't') return /^\d{6}$/.test(value) ? { kind: 'attend', code: value } : null
  if (kind === 'f') return /^\d{6}$/.test(value) ? { kind: 'form', code: value } : null
  return /^\d{8}$/.test(value) ? { kind: 'link', code: value } : null
}
