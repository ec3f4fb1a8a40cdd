import { docxMediaType } from './accepted-kinds.ts'
import { readZipDirectory, unpackEntry } from './read-zip.ts'
import type { FileRefusal } from './refusals.ts'

/** A Word file of a hundred pages unpacks to a few MB; photos inside hardly grow at all. */
const maxUnpackedBytes = 200 * 1024 * 1024
const keptOfEachEntry = 256 * 1024

const isProgram = (name: string): boolean => /vbaproject|vbadata|activex|macrosheets/i.test(name)

/** A template fetched from elsewhere when the file is opened brings its macros along. */
const loadsRemoteTemplate = (relationships: string): boolean =>
  /attachedTemplate/i.test(relationships) && /TargetMode\s*=\s*["']External/i.test(relationships)

/** Judges bytes that begin like a ZIP: only a Word document without programs, password and hidden bulk is accepted. */
export const inspectDocx = async (zip: Buffer): Promise<typeof docxMediaType | { readonly why: FileRefusal }> => {
  const entries = readZipDirectory(zip)
  if (entries === undefined) return { why: 'damaged' }
  const names = new Set(entries.map((entry) => entry.name))
  if (!names.has('[Content_Types].xml') || !names.has('word/document.xml')) return { why: 'wrong-kind' }
  if (entries.some((entry) => entry.encrypted)) return { why: 'locked' }
  if (entries.some((entry) => isProgram(entry.name))) return { why: 'macros' }
  const claimed = entries.reduce((sum, entry) => sum + entry.claimedSize, 0)
  if (claimed > maxUnpackedBytes) return { why: 'unpacks-too-big' }

  let left = maxUnpackedBytes
  let types = ''
  for (const entry of entries) {
    const unpacked = await unpackEntry(zip, entry, { maxBytes: left, keepBytes: keptOfEachEntry })
    if (!unpacked.ok) return { why: unpacked.why === 'too-big' ? 'unpacks-too-big' : 'damaged' }
    left -= unpacked.size
    if (entry.name === '[Content_Types].xml') types = unpacked.head.toString('utf8')
    if (entry.name === 'word/_rels/settings.xml.rels' && loadsRemoteTemplate(unpacked.head.toString('utf8'))) {
      return { why: 'macros' }
    }
  }
  if (/macroEnabled/i.test(types)) return { why: 'macros' }
  return types.includes('wordprocessingml.document.main+xml') ? docxMediaType : { why: 'wrong-kind' }
}
