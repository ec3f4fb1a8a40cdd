import { createApi, createVerify } from '../../../src/api/index.ts'
import { act } from '../../../src/database/index.ts'
import { createServer, demandAccessRules } from '../../../src/http/index.ts'
import { systemActor, type Role } from '../../../src/kernel/actor.ts'
import { addOfficer, issueToken } from '../../../src/officers/index.ts'
import { pino } from 'pino'
import { openWard, ward } from '../broadcasts/ward.ts'

type Options = { readonly requestsPerMinute?: number; readonly checksPerMinute?: number }

type Asked = {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'PUT'
  readonly token?: string
  readonly body?: object
  readonly headers?: Record<string, string>
}

/** The API on the ward of the other tests, asked as a program asks it: over HTTP, with a token. */
export const openPrograms = async (options: Options = {}) => {
  const stage = await openWard()
  const { house } = stage
  const lines: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) })
  const server = await createServer({ log, behindProxy: false })
  demandAccessRules(server)
  const api = createApi({ house, publicUrl: 'https://nhipcau.example', version: '1.2.3', ...options })
  await server.register(api, { prefix: '/api' })
  await server.register(createVerify({ house, ...options }))
  await server.ready()

  const system = systemActor('test')
  /** An officer with these roles, and a token of theirs. */
  const program = async (roles: readonly Role[], unitId = ward, name = 'Nguyễn Thị Hoa') => {
    const grants = roles.map((role) => ({ role, unitId: role === 'admin' ? 'vn' : unitId }))
    return await act(house, system, async (scope) => {
      const { officerId } = await addOfficer(scope, { name, grants })
      const { token, tokenId } = await issueToken(scope, { officerId, label: 'test' })
      return { officerId, token, tokenId }
    })
  }

  const ask = async (path: string, { method = 'GET', token, body, headers = {} }: Asked = {}) =>
    await server.inject({
      method,
      url: path,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })

  return {
    ...stage,
    server,
    program,
    ask,
    /** What was logged, to see that nothing of people is in it. */
    logged: () => lines.join('\n'),
    async close() {
      await server.close()
      await stage.close()
    },
  }
}

export type Programs = Awaited<ReturnType<typeof openPrograms>>

export const session = {
  unitId: ward,
  title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
  startsAt: '2026-12-05T08:30:00+07:00',
  endsAt: '2026-12-05T11:30:00+07:00',
  collectionClosesAt: '2026-12-03T17:00:00+07:00',
  place: 'Nhà văn hóa số 5 phố Cửa Nam',
  hotline: '024 3825 1234',
}
