/** One thing that was looked at. `note`: worth knowing; `warn`: works, but look at it; `bad`: must be mended. */
export type Finding = {
  readonly check: string
  readonly state: 'ok' | 'note' | 'warn' | 'bad'
  readonly says: string
}

const finding =
  (state: Finding['state']) =>
  (check: string, says: string): Finding => ({ check, state, says })

export const ok = finding('ok')
export const note = finding('note')
export const warn = finding('warn')
export const bad = finding('bad')
