import { customType } from 'drizzle-orm/pg-core'

/** Raw bytes; sealed values live in these. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => 'bytea' })
