import type { FastifyInstance } from 'fastify'
import { act } from '../../database/index.ts'
import { systemActor } from '../../kernel/actor.ts'
import {
  choosePassword,
  completeSetUp,
  openSession,
  readLink,
  readLogin,
  readPersonName,
  setPasswordByLink,
} from '../../officers/index.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { deviceOf, setSessionCookie } from '../session-cookie.ts'
import { readPickedUnit, unitFault } from '../unit-picker.ts'
import { linkGonePage, setUpPage, welcomePage } from './pages.ts'

const config = { access: 'public' } as const
const actor = systemActor('set-up')
const communes = { levels: ['commune', 'province'] } as const

/** The first officer, by the link that the first start prints; and a password, by an invitation's link. */
export const setUpRoutes = (app: FastifyInstance, door: Door): void => {
  const { house, cookies } = door

  app.get<{ Params: { token: string } }>('/set-up/:token', { config }, async (request, reply) => {
    const view = door.view(request)
    const link = await readLink(house, request.params.token)
    if (link?.purpose !== 'first_set_up') return await sendPage(reply, linkGonePage(view), 410)
    return await sendPage(reply, setUpPage(view, { token: request.params.token, form: {}, faults: {}, matches: [] }))
  })

  const judgeSetUp = async (form: Form, view: ReturnType<Door['view']>) => {
    const faults: Record<string, string> = {}
    const name = await attempt(view, async () => readPersonName(textOf(form, 'name')))
    const login = await attempt(view, async () => readLogin(textOf(form, 'login')))
    const picked = await readPickedUnit(house, form, 'unit', communes)
    const own = [textOf(form, 'name'), textOf(form, 'login')]
    const hash = await attempt(view, async () => await choosePassword(textOf(form, 'password'), own))
    for (const part of [name, login, hash]) if (!part.ok) Object.assign(faults, part.faults)
    const fault = unitFault(view, picked)
    if (fault !== undefined) faults['unit'] = fault
    return { faults, name, login, picked, hash }
  }

  app.post<{ Params: { token: string } }>('/set-up/:token', { config }, async (request, reply) => {
    const view = door.view(request)
    const { token } = request.params
    const link = await readLink(house, token)
    if (link?.purpose !== 'first_set_up') return await sendPage(reply, linkGonePage(view), 410)
    const form = asForm(request.body)
    const { faults, name, login, picked, hash } = await judgeSetUp(form, view)
    const again = async (wrong: Faults, status: number) => {
      const matches = picked.kind === 'ask' ? picked.matches : []
      return await sendPage(reply, setUpPage(view, { token, form, faults: wrong, matches }), status)
    }
    if (!name.ok || !login.ok || !hash.ok || picked.kind !== 'picked') return await again(faults, 422)
    const made = await attempt(
      view,
      async () =>
        await act(house, actor, async (scope) => {
          const { officerId } = await completeSetUp(scope, {
            token,
            name: name.value,
            login: login.value,
            title: textOf(form, 'title'),
            passwordHash: hash.value,
            unitId: picked.unit.id,
          })
          return await openSession(scope, { officerId, device: deviceOf(request) })
        }),
    )
    if (!made.ok) return await again(made.faults, made.status)
    setSessionCookie(reply, cookies, made.value)
    return await goTo(reply, '/console')
  })

  app.get<{ Params: { token: string } }>('/welcome/:token', { config }, async (request, reply) => {
    const view = door.view(request)
    const link = await readLink(house, request.params.token)
    if (!link?.officer) return await sendPage(reply, linkGonePage(view), 410)
    return await sendPage(reply, welcomePage(view, { officer: link.officer, token: request.params.token, faults: {} }))
  })

  app.post<{ Params: { token: string } }>('/welcome/:token', { config }, async (request, reply) => {
    const view = door.view(request)
    const { token } = request.params
    const link = await readLink(house, token)
    if (!link?.officer) return await sendPage(reply, linkGonePage(view), 410)
    const { officer } = link
    const password = textOf(asForm(request.body), 'password')
    const set = await attempt(view, async () => {
      const passwordHash = await choosePassword(password, [officer.name, officer.login])
      return await act(house, actor, async (scope) => await setPasswordByLink(scope, { token, passwordHash }))
    })
    if (!set.ok) return await sendPage(reply, welcomePage(view, { officer, token, faults: set.faults }), set.status)
    // Not signed in at once: whoever has a second factor shows it first.
    return await goTo(reply, '/console/sign-in', 'passwordChanged')
  })
}
