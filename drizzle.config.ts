import { readdirSync } from 'node:fs'
import { defineConfig } from 'drizzle-kit'

const folder = 'src/database/tables'

export default defineConfig({
  dialect: 'postgresql',
  // history.ts is partitioned by month and stands in a hand-written migration.
  schema: readdirSync(folder)
    .filter((file) => file !== 'history.ts')
    .map((file) => `${folder}/${file}`),
  out: 'migrations',
})
