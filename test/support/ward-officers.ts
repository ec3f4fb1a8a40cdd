import { act } from '../../src/database/index.ts'
import { systemActor, type Role } from '../../src/kernel/actor.ts'
import { addOfficer, issueToken, openSession } from '../../src/officers/index.ts'
import type { TestApp } from './app.ts'

export const cuaNam = '00082'

export type ApiAnswer = {
  readonly status: number
  readonly text: string
  readonly body: Record<string, unknown> & { readonly id: string; readonly items: readonly Record<string, unknown>[] }
}

/** An officer of the ward as a program with a token, and as a browser that is signed in to the console. */
export type WardOfficer = {
  readonly officerId: string
  readonly token: string
  readonly cookie: string
  ask(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<ApiAnswer>
  /** A page of the console. */
  page(path: string): Promise<{ readonly status: number; readonly text: string }>
}

const system = systemActor('test')

export const wardOfficer = async (
  place: TestApp,
  name: string,
  roles: readonly Role[],
  unitId = cuaNam,
): Promise<WardOfficer> => {
  const { officerId, token, session } = await act(place.installation.house, system, async (scope) => {
    const added = await addOfficer(scope, { name, grants: roles.map((role) => ({ role, unitId })) })
    const issued = await issueToken(scope, { officerId: added.officerId, label: 'test' })
    const opened = await openSession(scope, { officerId: added.officerId, device: 'test' })
    return { officerId: added.officerId, token: issued.token, session: opened.token }
  })
  const isSecure = place.config.publicUrl?.startsWith('https:') ?? false
  const cookie = `${isSecure ? '__Host-' : ''}nhip-cau=${session}`
  return {
    officerId,
    token,
    cookie,
    async ask(method, path, body) {
      const response = await fetch(`${place.url}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      const text = await response.text()
      return { status: response.status, text, body: text === '' ? {} : JSON.parse(text) }
    },
    async page(path) {
      const response = await fetch(`${place.url}${path}`, { headers: { cookie }, redirect: 'manual' })
      return { status: response.status, text: await response.text() }
    },
  }
}

const day = 86_400_000

/** A session in three weeks at half past eight in Hanoi that takes questions now. */
export const wardSession = (now = new Date()) => {
  const date = new Date(now.getTime() + 21 * day).toISOString().slice(0, 10)
  const closes = new Date(now.getTime() + 19 * day).toISOString().slice(0, 10)
  return {
    unitId: cuaNam,
    title: 'Đối thoại về thu gom rác và vệ sinh ngõ phố',
    isThematic: true,
    topic: 'Thu gom rác thải sinh hoạt',
    startsAt: `${date}T08:30:00+07:00`,
    endsAt: `${date}T11:30:00+07:00`,
    collectionClosesAt: `${closes}T17:00:00+07:00`,
    place: 'Nhà văn hóa số 5 phố Cửa Nam',
    hotline: '024 3825 1234',
  }
}

/** Called by one, announced, let out by another; gives the session's and the notice's record. */
export const announceSession = async (writer: WardOfficer, approver: WardOfficer) => {
  const called = await writer.ask('POST', '/api/v1/dialogues', wardSession())
  if (called.status !== 201) throw new Error(`the session was not called: ${called.text}`)
  const notice = await sendNotice(writer, approver, called.body.id, 'announcement')
  return { dialogue: called.body, notice }
}

export const sendNotice = async (
  writer: WardOfficer,
  approver: WardOfficer,
  dialogueId: string,
  kind: 'announcement' | 'change' | 'cancellation',
) => {
  const draft = await writer.ask('POST', `/api/v1/dialogues/${dialogueId}/announcement`, { kind })
  if (draft.status !== 201) throw new Error(`the notice was not drafted: ${draft.text}`)
  const approved = await approver.ask('POST', `/api/v1/broadcasts/${draft.body.id}/approval`, { version: 1 })
  if (approved.status !== 200) throw new Error(`the notice was not approved: ${approved.text}`)
  return approved.body
}
