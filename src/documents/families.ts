/** State (Decree 30/2020/NĐ-CP), Party (Guide 11-HD/VPTW and later), Fatherland Front. */
export const families = ['state', 'party', 'front'] as const
export type Family = (typeof families)[number]

export type Heading = {
  /** At the right: the country and its motto, or the Party. */
  readonly right: readonly string[]
  /** What stands below the issuer: a line in the State's and the Front's, a star in the Party's. */
  readonly below: 'line' | 'star'
  /** "Số: 12/KH-UBND", "Số 12-KH/ĐU" */
  readonly number: string
}

const country = ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc'] as const

/** How a family heads its documents. A number that is not there yet leaves room to be written by hand. */
export const headingOf = (family: Family, number: string): Heading => {
  const shown = number === '' ? '……' : number
  return family === 'party'
    ? { right: ['ĐẢNG CỘNG SẢN VIỆT NAM'], below: 'star', number: `Số ${shown}` }
    : { right: country, below: 'line', number: `Số: ${shown}` }
}

// Party: T/M, T/L, K/T. State and Front: TM., TL., KT.: two lists, never mixed.
const partyForms = /^(?:T\/M|T\/L|K\/T)\s/u
const stateForms = /^(?:TM\.|TL\.|KT\.|TUQ\.|Q\.)\s/u

/** What is wrong with the authority line of a signature for its family; null when nothing is. Empty: signed in the own name. */
export const signatureFault = (family: Family, authority: string): 'partyForm' | 'stateForm' | null => {
  if (authority === '') return null
  if (family === 'party') return partyForms.test(authority) ? null : 'partyForm'
  return stateForms.test(authority) ? null : 'stateForm'
}
