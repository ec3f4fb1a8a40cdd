import type { AcceptedMediaType } from './accepted-kinds.ts'
import { readBoxes, readTracks } from './read-boxes.ts'
import type { FileRefusal } from './refusals.ts'

const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])

const brandsOf = (file: Buffer, from: number, to: number): readonly string[] => {
  const brands = [file.toString('latin1', from, from + 4)]
  for (let at = from + 8; at + 4 <= to; at += 4) brands.push(file.toString('latin1', at, at + 4))
  return brands
}

/** Judges bytes that begin with `ftyp`: brand for the container, tracks for voice or video. */
export const inspectBoxes = (file: Buffer): AcceptedMediaType | { readonly why: FileRefusal } => {
  const boxes = readBoxes(file, 0, file.length)
  const fileType = boxes?.[0]
  if (boxes === undefined || fileType === undefined || fileType.end - fileType.bodyStart < 8) return { why: 'damaged' }
  const brands = brandsOf(file, fileType.bodyStart, fileType.end)
  const major = brands[0] ?? ''
  if (heicBrands.has(major)) {
    if (brands.includes('avif') || brands.includes('avis')) return { why: 'wrong-kind' }
    return boxes.some((box) => box.type === 'meta') ? 'image/heic' : { why: 'damaged' }
  }
  if (/^(avif|avis|crx |jp2 |jpx |M4P )$/.test(major)) return { why: 'wrong-kind' }

  const movie = boxes.find((box) => box.type === 'moov')
  if (movie === undefined) return { why: 'damaged' }
  const handlers = readTracks(file, movie).map((track) => track.handler)
  const isMobile = major.startsWith('3g')
  if (handlers.includes('vide')) return isMobile ? 'video/3gpp' : major === 'qt  ' ? 'video/quicktime' : 'video/mp4'
  if (handlers.includes('soun')) return isMobile ? 'audio/3gpp' : 'audio/mp4'
  return { why: 'wrong-kind' }
}
