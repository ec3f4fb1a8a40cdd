// Official documents: the three families of headings and signatures (State, Party, Front), as Word files and as the same
// pieces for a printed page.
export { families, headingOf, signatureFault, type Family, type Heading } from './families.ts'
export { makeOfficialDocument } from './make-official-document.ts'
export { documentKinds, knownFields, standardTemplates, type DocumentKind } from './kinds.ts'
export type { OfficialBlock, OfficialDocument } from './official-document.ts'
export { dropOwnTemplate, saveTemplate } from './save-template.ts'
export { templateInForce, type TemplateInForce } from './template-views.ts'
export {
  fillTemplate,
  templateMax,
  templateTexts,
  type FieldValues,
  type Template,
  type TemplateText,
} from './template.ts'
