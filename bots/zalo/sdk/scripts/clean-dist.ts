import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

// A file that was renamed or deleted in src must not be published from an older build.
rmSync(fileURLToPath(new URL('../dist', import.meta.url)), { recursive: true, force: true })
