import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import type { PhotoName } from './read-data.ts'

const drawn = new Map<PhotoName, Promise<Buffer>>()

const draw = async (name: PhotoName): Promise<Buffer> =>
  await sharp(await readFile(new URL(`./data/photos/${name}.svg`, import.meta.url)))
    .resize(960)
    .jpeg({ quality: 82 })
    .toBuffer()

/** A drawing that stands for a photo of the street, as a JPEG file. */
export const drawPhoto = async (name: PhotoName): Promise<Buffer> => {
  const known = drawn.get(name) ?? draw(name)
  drawn.set(name, known)
  return await known
}
