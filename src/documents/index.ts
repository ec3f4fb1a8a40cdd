// Official documents: the three families of headings and signatures (State, Party, Front), as Word files and as the same
// pieces for a printed page.
export { families, headingOf, signatureFault, type Family, type Heading } from './families.ts'
export { makeOfficialDocument } from './make-official-document.ts'
export type { OfficialBlock, OfficialDocument } from './official-document.ts'
