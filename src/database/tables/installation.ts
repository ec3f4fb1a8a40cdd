import { pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { bytes } from '../columns.ts'

/** Facts about this installation, such as a sealed word that tells whether SECRET_KEY is still the same. */
export const installation = pgTable('installation', {
  key: text('key').primaryKey(),
  value: bytes('value').notNull(),
  at: timestamp('at', { withTimezone: true, mode: 'date' }).notNull(),
})
