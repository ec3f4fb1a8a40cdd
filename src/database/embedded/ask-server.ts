import postgres from 'postgres'
import { USER } from './create-cluster.ts'

export type Address = { readonly port: number; readonly password: string }

export const HOST = '127.0.0.1'
export const DATABASE = 'nhip_cau'

const withClient = async <T>({ port, password }: Address, ask: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
  const sql = postgres({
    host: HOST,
    port,
    user: USER,
    password,
    database: 'postgres',
    max: 1,
    connect_timeout: 5,
    ssl: false,
    prepare: false,
    fetch_types: false,
    onnotice: () => {},
  })
  try {
    return await ask(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** `ours` answers with our password out of our folder; `other` lives elsewhere; `silent` may come up yet. */
export type Answer = 'ours' | 'other' | 'wrong-password' | 'silent'

export const askServer = async (address: Address, mark: string): Promise<Answer> => {
  try {
    const [row] = await withClient(
      address,
      (sql) => sql<{ mark: string | null }[]>`select pg_read_file('nhip-cau.mark', true) as mark`,
    )
    return row?.mark === mark ? 'ours' : 'other'
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    return code === '28P01' || code === '28000' ? 'wrong-password' : 'silent'
  }
}

/** Makes the service's database when it is not there yet; it takes encoding and ICU order from the template. */
export const ensureDatabase = (address: Address): Promise<void> =>
  withClient(address, async (sql) => {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`
  })
