import type { Tree } from '../tree.ts'
import type { Rule } from './rule.ts'

type Texts = Readonly<Record<string, string>>

const base = (key: string): string => key.replace(/_(?:zero|one|two|few|many|other)$/, '')
const places = (text: string): string =>
  [...new Set([...text.matchAll(/\{\{\s*-?\s*(\w+)[^}]*\}\}/g)].map(([, name = '']) => name))]
    .toSorted((a, b) => a.localeCompare(b))
    .join(', ')

const roomsIn = (tree: Tree, locale: string): ReadonlyMap<string, Texts> =>
  new Map(
    tree.files.flatMap((path) => {
      const [, of, room] = /^locales\/(\w+)\/([\w-]+)[.]json$/.exec(path) ?? []
      return of === locale && room !== undefined ? [[room, JSON.parse(tree.read(path)) as Texts]] : []
    }),
  )

/** Base key to the names of the values that its sentences take. */
const shape = (texts: Texts | undefined): ReadonlyMap<string, string> => {
  const joined = Map.groupBy(Object.entries(texts ?? {}), ([key]) => base(key))
  return new Map([...joined].map(([key, entries]) => [key, places(entries.map(([, text]) => text).join(' '))]))
}

const differences = (room: string, vi: Texts | undefined, en: Texts | undefined): readonly string[] => {
  const [ours, theirs] = [shape(vi), shape(en)]
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) => {
    const [here, there] = [ours.get(key), theirs.get(key)]
    if (here === undefined) return [`${room}:${key} is missing in locales/vi`]
    if (there === undefined) return [`${room}:${key} is missing in locales/en`]
    return here === there ? [] : [`${room}:${key} takes {${here}} in vi and {${there}} in en`]
  })
}

/** Vietnamese and English say the same things with the same values. */
export const equalLocales: Rule = (tree) => {
  const [vi, en] = [roomsIn(tree, 'vi'), roomsIn(tree, 'en')]
  if (vi.size === 0) return ['there is no text in locales/vi']
  return [...new Set([...vi.keys(), ...en.keys()])].flatMap((room) => differences(room, vi.get(room), en.get(room)))
}

/** Plural endings: Vietnamese has one form, English two. A missing one shows the bare key to a person. */
export const pluralForms: Rule = (tree) =>
  ['vi', 'en'].flatMap((locale) =>
    [...roomsIn(tree, locale)].flatMap(([room, texts]) => {
      const keys = new Set(Object.keys(texts))
      return [...keys].flatMap((key) => {
        if (locale === 'vi' && key.endsWith('_one')) return [`vi ${room}:${key}: Vietnamese has one form, _other`]
        if (locale === 'en' && /_(?:one|other)$/.test(key)) {
          const missing = ['_one', '_other'].map((end) => base(key) + end).find((form) => !keys.has(form))
          return missing === undefined ? [] : [`en ${room}:${missing} is missing`]
        }
        return []
      })
    }),
  )

/** Written like keys: the account that the web chat speaks through. */
const otherNames = new Set(['web:chat'])

/** Errors carry their phrase key as plain text, which no type checks: each key in the sources has its sentence. */
export const knownPhrases: Rule = (tree) => {
  const rooms = roomsIn(tree, 'vi')
  const known = new Set([...rooms].flatMap(([room, texts]) => Object.keys(texts).map((key) => `${room}:${base(key)}`)))
  return tree.files
    .filter((path) => /^src\/.*[.]ts$/.test(path))
    .flatMap((path) =>
      [...tree.read(path).matchAll(/(?<=['"`])([a-z][\w-]*):([\w.-]+)(?=['"`])/g)].flatMap(([key, room]) =>
        rooms.has(room ?? '') && !known.has(key) && !otherNames.has(key)
          ? [`${path} uses ${key}, which has no text`]
          : [],
      ),
    )
}
