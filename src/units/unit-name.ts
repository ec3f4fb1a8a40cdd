import { foldName } from './fold-name.ts'
import { longestProvinceName, provinceNamed } from './province-names.ts'
import type { UnitType } from './unit.ts'

/** What a resident wrote about a place, taken apart. Every text is folded. */
export type UnitQuery = {
  /** The word for the kind of unit, when one was written. */
  readonly type?: UnitType
  /** The name without that word and without what was recognised as district or province. Empty: nothing usable. */
  readonly name: string
  /** All that was written but the word for the kind: "tam quan bac" also where `name` is "tam". */
  readonly whole: string
  /** A village or ward group named before the unit: "thôn Đồng Dầu, xã Dục Tú". */
  readonly group?: string
  /** The district of before July 2025. */
  readonly district?: string
  /** New or former province, its full name. */
  readonly province?: string
}

type Place = 'group' | 'commune' | 'district' | 'city' | 'province'
type Marker = { readonly place: Place; readonly type?: UnitType }
type Segment = { marker?: Marker; words: string[] }

const markers = new Map<string, Marker>()
const mark = (words: string, marker: Marker): void => {
  for (const word of words.split(', ')) {
    markers.set(word, marker)
    markers.set(foldName(word), marker)
  }
}
mark('phường, p, ph, f', { place: 'commune', type: 'ward' })
mark('xã, x', { place: 'commune', type: 'commune' })
mark('thị trấn, tt', { place: 'commune', type: 'township' })
mark('đặc khu, đk', { place: 'commune', type: 'special_zone' })
mark('thôn, bản, buôn, ấp, xóm', { place: 'group', type: 'village' })
mark('tổ dân phố, tdp, tổ, khu phố, kp, khu dân cư, kdc', { place: 'group', type: 'ward_group' })
mark('quận, q, huyện, h, thị xã, tx', { place: 'district' })
mark('thành phố, tp', { place: 'city', type: 'city' })
mark('tỉnh, t', { place: 'province', type: 'province' })

const longestMarker = 3
const longestText = 200
const opening =
  /^(?:(?:dạ|thưa|tôi|em|cháu|con|mình|nhà|đang|hiện|sống|da|thua|toi|chau|minh|nha|dang|hien|song) )+(?:ở|o|tại|tai|thuộc|thuoc) /
const boundary = '|'

const wordsOf = (text: string): string[] => {
  const lower = text
    .slice(0, longestText)
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/['’`ʼ]/g, '')
    .replaceAll(/[,;()\n]+/g, ` ${boundary} `)
    .replaceAll(/[^\p{L}\p{M}\p{N}|]+/gu, ' ')
    .replaceAll(/(?<=^| )(phường|phuong|ph|p|f|xã|xa|x|quận|quan|q|tổ|to|tdp|kp)(?=\d)/g, '$1 ')
    .trim()
  return lower
    .replace(opening, '')
    .replace(/^(?:ở|tại|thuộc) /, '')
    .split(' ')
    .filter((word) => word !== '' && word !== 'cũ')
}

/** Something must stand behind a marker, else it is a syllable of the name: "Tam Quan". */
const standsBefore = (next: string | undefined): boolean => next !== undefined && next !== boundary

/** A marker counts as written with its own accents or with none: "Quán Thánh" and "Quan Hoa" hold no "quận". */
const markerAt = (words: readonly string[], at: number): { marker: Marker; length: number } | undefined => {
  for (let length = longestMarker; length > 0; length -= 1) {
    const text = words.slice(at, at + length).join(' ')
    const marker = words.length >= at + length ? markers.get(text) : undefined
    if (marker && standsBefore(words[at + length])) return { marker, length }
  }
  return undefined
}

const segmentsOf = (words: readonly string[]): Segment[] => {
  const segments: Segment[] = []
  let open: Segment | undefined
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? ''
    if (word === boundary) {
      open = undefined
      at += 1
      continue
    }
    const found = markerAt(words, at)
    if (found && (!open || open.words.length > 0)) {
      open = { marker: found.marker, words: [] }
      segments.push(open)
      at += found.length
      continue
    }
    if (!open) {
      open = { words: [] }
      segments.push(open)
    }
    open.words.push(word)
    at += 1
  }
  return segments.filter((segment) => segment.words.length > 0)
}

const textOf = (segment: Segment | undefined): string => foldName(segment?.words.join(' ') ?? '')

/** Takes a province's name off the end of a segment, if something stays before it. */
const cutProvince = (segment: Segment | undefined): string | undefined => {
  if (!segment) return undefined
  for (let length = Math.min(longestProvinceName, segment.words.length - 1); length > 0; length -= 1) {
    const province = provinceNamed(foldName(segment.words.slice(-length).join(' ')))
    if (province === undefined) continue
    segment.words.splice(-length)
    return province
  }
  return undefined
}

const mayBeProvince = ({ marker }: Segment): boolean =>
  !marker || marker.place === 'city' || marker.place === 'province'

/** Takes a segment that is nothing but a province's name out of the list, unless it is all there is. */
const takeProvince = (segments: Segment[]): string | undefined => {
  const at = segments.findLastIndex((segment) => mayBeProvince(segment) && provinceNamed(textOf(segment)) !== undefined)
  if (at < 0 || segments.length === 1) return undefined
  return provinceNamed(textOf(segments.splice(at, 1)[0]))
}

/**
 * Reads how people write a unit: any spelling, with or without diacritics, abbreviations ("p.", "tt", "q", "tp hcm"),
 * a district or province behind it. Guesses nothing about spelling errors: `rankCandidates` does.
 */
export const readUnitName = (text: string): UnitQuery => {
  const words = wordsOf(text)
  const lead = markerAt(words, 0)
  const whole = foldName(words.slice(lead?.marker.place === 'commune' ? lead.length : 0).join(' '))

  const segments = segmentsOf(words)
  const province = takeProvince(segments) ?? cutProvince(segments.at(-1))
  const main =
    segments.find((segment) => segment.marker?.place === 'commune') ??
    segments.find((segment) => !segment.marker) ??
    segments[0]
  const others = segments.filter((segment) => segment !== main)
  const group = others.find(
    (segment) => segment.marker?.place === 'group' || (!segment.marker && segment === segments[0]),
  )
  const district = others.find((segment) => segment !== group)
  const type = main?.marker?.type
  const name = textOf(main)
  return {
    ...(type ? { type } : {}),
    name: (main && mayBeProvince(main) ? provinceNamed(name) : undefined) ?? name,
    whole,
    ...(group ? { group: textOf(group) } : {}),
    ...(district ? { district: textOf(district) } : {}),
    ...(province ? { province } : {}),
  }
}
