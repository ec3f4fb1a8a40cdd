import { readFileSync } from 'node:fs'

const read = (name: string): string => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8')

/** The script of the page that seals, made by `npm run sealed:build`. */
export const authorScript = (): string => read('author.js')

/** The script of a reader's page. */
export const readerScript = (): string => read('reader.js')
