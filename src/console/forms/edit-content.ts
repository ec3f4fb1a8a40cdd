import { randomBytes } from 'node:crypto'
import type { FormContent, FormItem, FormSection } from '../../forms/index.ts'

/** Of an item, a choice or a section: short, since it stands in addresses. */
export const newPieceId = (): string => randomBytes(4).toString('hex')

export const findItem = (content: FormContent, id: string): FormItem | undefined =>
  content.sections.flatMap((section) => section.items).find((item) => item.id === id)

const withSections = (content: FormContent, sections: readonly FormSection[]): FormContent => ({ ...content, sections })

const mapSections = (content: FormContent, change: (section: FormSection) => FormSection): FormContent =>
  withSections(content, content.sections.map(change))

/** Puts an item in the place of the one with its id; a new one at the end of a section. */
export const putItem = (content: FormContent, item: FormItem, sectionId: string): FormContent => {
  if (findItem(content, item.id)) {
    return mapSections(content, (section) => ({
      ...section,
      items: section.items.map((one) => (one.id === item.id ? item : one)),
    }))
  }
  const known = content.sections.find(({ id }) => id === sectionId) ?? content.sections.at(-1)
  if (!known) return withSections(content, [{ id: newPieceId(), title: { vi: '' }, items: [item] }])
  return mapSections(content, (section) =>
    section.id === known.id ? { ...section, items: [...section.items, item] } : section,
  )
}

export const removeItem = (content: FormContent, id: string): FormContent =>
  mapSections(content, (section) => ({ ...section, items: section.items.filter((item) => item.id !== id) }))

export type Way = 'up' | 'down'

const swapped = <Part>(parts: readonly Part[], at: number, way: Way): readonly Part[] => {
  const to = way === 'up' ? at - 1 : at + 1
  const [one, other] = [parts[at], parts[to]]
  if (one === undefined || other === undefined) return parts
  return parts.with(at, other).with(to, one)
}

/** One place up or down; over the edge of its section an item goes into the next one. */
export const moveItem = (content: FormContent, id: string, way: Way): FormContent => {
  const { sections } = content
  const at = sections.findIndex((section) => section.items.some((item) => item.id === id))
  const section = sections[at]
  const item = section?.items.find((one) => one.id === id)
  if (!section || !item) return content
  const place = section.items.indexOf(item)
  if (place !== (way === 'up' ? 0 : section.items.length - 1)) {
    return withSections(content, sections.with(at, { ...section, items: swapped(section.items, place, way) }))
  }
  const neighbour = sections[way === 'up' ? at - 1 : at + 1]
  if (!neighbour) return content
  return mapSections(content, (one) => {
    if (one === section) return { ...one, items: one.items.filter((other) => other !== item) }
    if (one !== neighbour) return one
    return { ...one, items: way === 'up' ? [...one.items, item] : [item, ...one.items] }
  })
}

/** A section with this id gets these words; an unknown one is put at the end. */
export const putSection = (content: FormContent, id: string, title: FormSection['title']): FormContent =>
  content.sections.some((section) => section.id === id)
    ? mapSections(content, (section) => (section.id === id ? { ...section, title } : section))
    : withSections(content, [...content.sections, { id: newPieceId(), title, items: [] }])

export const moveSection = (content: FormContent, id: string, way: Way): FormContent =>
  withSections(
    content,
    swapped(
      content.sections,
      content.sections.findIndex((section) => section.id === id),
      way,
    ),
  )

/** The section goes; what it held stays, in the one before it. The last section stays. */
export const removeSection = (content: FormContent, id: string): FormContent => {
  const at = content.sections.findIndex((section) => section.id === id)
  const gone = content.sections[at]
  if (!gone || content.sections.length === 1) return content
  const heir = content.sections[at === 0 ? 1 : at - 1]
  return withSections(
    content,
    content.sections
      .filter((section) => section !== gone)
      .map((section) => {
        if (section !== heir) return section
        return { ...section, items: at === 0 ? [...gone.items, ...section.items] : [...section.items, ...gone.items] }
      }),
  )
}
