import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

/** Scripts of the pages that seal and open: what runs in the browser, with its libraries, in one file each. */
export const pageScripts = ['author', 'reader'] as const
export type PageScript = (typeof pageScripts)[number]

const own = (name: string): string => fileURLToPath(new URL(`../../src/sealed/assets/${name}`, import.meta.url))

/** Bundles a page's script. The same sources give the same bytes. */
export const buildPage = async (name: PageScript): Promise<string> => {
  const build = await rolldown({ input: own(`${name}.src.js`), platform: 'browser', logLevel: 'silent' })
  try {
    const { output } = await build.generate({ format: 'esm', minify: true })
    return `${output[0].code.trimEnd()}\n`
  } finally {
    await build.close()
  }
}

export const readBuilt = async (name: PageScript): Promise<string> => await readFile(own(`${name}.js`), 'utf8')

// `npm run sealed:build`, after a change to the sources or to a library.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of pageScripts) await writeFile(own(`${name}.js`), await buildPage(name))
}
