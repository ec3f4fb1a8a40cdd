import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import { families, signatureFault, type Family } from './families.ts'
import type { OfficialBlock, OfficialDocument } from './official-document.ts'

/**
 * The texts of a kind of document with fields in them: `<ten_buoi>`. In the body a line that begins with `# ` is a
 * heading, one with `- ` a point of a list, and a field that stands for a table stands alone. A line with a field that
 * has no value is left out. `#` alone ends the last part, so that closing words belong to no heading.
 */
export type Template = {
  readonly family: Family
  readonly superior: string
  readonly issuer: string
  readonly number: string
  readonly place: string
  readonly title: string
  readonly abstract: string
  readonly body: string
  readonly recipients: string
  readonly authority: string
  readonly post: string
  readonly signer: string
  /** Who signs at the left, as the secretary of minutes does; with an empty post nobody. */
  readonly secondPost: string
  readonly secondSigner: string
}

export const templateTexts = [
  'superior',
  'issuer',
  'number',
  'place',
  'title',
  'abstract',
  'body',
  'recipients',
  'authority',
  'post',
  'signer',
  'secondPost',
  'secondSigner',
] as const satisfies readonly (keyof Template)[]
export type TemplateText = (typeof templateTexts)[number]

/** Characters. */
export const templateMax: Readonly<Record<TemplateText, number>> = {
  superior: 160,
  issuer: 160,
  number: 60,
  place: 80,
  title: 80,
  abstract: 300,
  body: 12_000,
  recipients: 1_000,
  authority: 120,
  post: 120,
  signer: 120,
  secondPost: 120,
  secondSigner: 120,
}

export type FieldValues = Readonly<Record<string, string | readonly OfficialBlock[]>>

/** Which fields a kind of document knows: those that stand in a line, and tables and lists that stand alone. */
export type KnownFields = { readonly words: readonly string[]; readonly blocks: readonly string[] }

const fieldPattern = /<([^<>\s]{1,60})>/gu

const fieldsIn = (text: string): string[] => [...text.matchAll(fieldPattern)].map(([, name = '']) => name)
const lone = (line: string): string | undefined => /^<([^<>\s]{1,60})>$/u.exec(line.trim())?.[1]

export type TemplateFault =
  | { readonly text: TemplateText; readonly why: 'unknown'; readonly field: string }
  | { readonly text: TemplateText; readonly why: 'notAlone'; readonly field: string }
  | { readonly text: TemplateText; readonly why: 'empty' }
  | { readonly text: TemplateText; readonly why: 'tooLong'; readonly max: number }
  | { readonly text: 'authority'; readonly why: 'partyForm' | 'stateForm' }

const required = new Set<TemplateText>(['issuer', 'abstract', 'body', 'post'])

/** What an office has to mend before a template can be used; empty where it can. The first fault of each text. */
export const templateFaults = (template: Template, known: KnownFields): TemplateFault[] => {
  const faults = templateTexts.flatMap((text): TemplateFault[] => {
    const value = template[text]
    if (value.length > templateMax[text]) return [{ text, why: 'tooLong', max: templateMax[text] }]
    if (value.trim() === '') return required.has(text) ? [{ text, why: 'empty' }] : []
    const isKnown = (field: string): boolean =>
      known.words.includes(field) || (text === 'body' && known.blocks.includes(field))
    const unknown = fieldsIn(value).find((field) => !isKnown(field))
    if (unknown !== undefined) return [{ text, why: 'unknown', field: unknown }]
    const crowded = value
      .split('\n')
      .flatMap((line) => (lone(line) === undefined ? fieldsIn(line) : []))
      .find((field) => known.blocks.includes(field))
    return crowded === undefined ? [] : [{ text, why: 'notAlone', field: crowded }]
  })
  const form = families.includes(template.family) ? signatureFault(template.family, template.authority.trim()) : null
  return form === null ? faults : [...faults, { text: 'authority', why: form }]
}

/** The line with its fields filled; null where one of them has no value. */
const fillLine = (line: string, values: FieldValues): string | null => {
  let isWhole = true
  const filled = line.replaceAll(fieldPattern, (_, name: string) => {
    const value = values[name]
    if (typeof value === 'string' && value !== '') return value
    isWhole = false
    return ''
  })
  return isWhole ? filled.trim() : null
}

const fillLines = (text: string, values: FieldValues): string[] =>
  text.split('\n').flatMap((line) => {
    const filled = fillLine(line, values)
    return filled === null || filled === '' ? [] : [filled]
  })

const roman = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII', 'XIII', 'XIV', 'XV']

/** "I." stands above "1.", and both above what has no number; text below all. */
const depthOf = (block: OfficialBlock): number => {
  if (block.kind !== 'heading') return 4
  if (block.text === '') return 0
  if (/^[IVX]+\./u.test(block.text)) return 1
  return /^\d{1,2}\./u.test(block.text) ? 2 : 3
}

/** Headings keep counting where one was left out: I, II, III; 1, 2, 3 anew below each of these. */
const renumbered = (blocks: readonly OfficialBlock[]): OfficialBlock[] => {
  const counts = { upper: 0, lower: 0 }
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block
    const [, number, rest = ''] = /^([IVX]+|\d{1,2})\.\s+(.*)$/su.exec(block.text) ?? []
    if (number === undefined) return block
    if (/\d/u.test(number)) {
      counts.lower += 1
      return { kind: 'heading', text: `${counts.lower}. ${rest}` }
    }
    counts.upper += 1
    counts.lower = 0
    return { kind: 'heading', text: `${roman[counts.upper - 1] ?? counts.upper}. ${rest}` }
  })
}

const bodyOf = (body: string, values: FieldValues): OfficialBlock[] => {
  const blocks: OfficialBlock[] = []
  for (const line of body.split('\n')) {
    const alone = lone(line)
    const value = alone === undefined ? undefined : values[alone]
    if (Array.isArray(value)) {
      blocks.push(...(value as readonly OfficialBlock[]))
      continue
    }
    const text = fillLine(line, values)
    if (text === null || text === '') continue
    if (text === '#' || text.startsWith('# ')) blocks.push({ kind: 'heading', text: text.slice(1).trim() })
    else if (text.startsWith('- ')) {
      const last = blocks.at(-1)
      const item = text.slice(2).trim()
      if (last?.kind === 'list') blocks[blocks.length - 1] = { kind: 'list', items: [...last.items, item] }
      else blocks.push({ kind: 'list', items: [item] })
    } else blocks.push({ kind: 'text', text })
  }
  const kept: OfficialBlock[] = []
  for (const block of blocks.toReversed()) {
    const [next] = kept
    // A heading whose text was left out says nothing.
    const isBare = block.kind === 'heading' && (next === undefined || depthOf(next) <= depthOf(block))
    if (!isBare) kept.unshift(block)
  }
  return renumbered(kept.filter((block) => block.kind !== 'heading' || block.text !== ''))
}

const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

/** The document that a template gives with these values. */
export const fillTemplate = (template: Template, values: FieldValues, dated: PlainDate): OfficialDocument => {
  const one = (text: string): string => fillLines(text, values).join(' ')
  const secondPost = one(template.secondPost)
  return {
    family: template.family,
    superior: one(template.superior),
    issuer: one(template.issuer),
    number: one(template.number),
    place: one(template.place),
    dated,
    kind: one(template.title),
    abstract: capital(one(template.abstract)),
    blocks: bodyOf(template.body, values),
    recipients: fillLines(template.recipients, values),
    signature: { authority: one(template.authority), post: one(template.post), signer: one(template.signer) },
    ...(secondPost === '' ? {} : { secondSignature: { post: secondPost, signer: one(template.secondSigner) } }),
  }
}
