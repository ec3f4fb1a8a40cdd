import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { act } from '../../database/index.ts'
import { roles, type Role } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import {
  addOfficer,
  changeProfile,
  disableOfficer,
  enableOfficer,
  findOfficer,
  grantsOf,
  grantRole,
  listOfficers,
  makePasswordLink,
  resetTotp,
  revokeRole,
} from '../../officers/index.ts'
import { countryId } from '../../units/index.ts'
import { actorOf, signedInOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import { holdsAny, unitsOf } from '../navigation.ts'
import type { UnitMatch } from '../places.ts'
import { readPickedUnit, unitFault } from '../unit-picker.ts'
import type { View } from '../view.ts'
import { handOverRoutes } from './hand-over-routes.ts'
import { linkPage } from './link-page.ts'
import { newOfficerPage, officerPage, officersPage } from './pages.ts'

const config = { access: ['admin', 'front_officer'] } as const
const home = '/console/officers'

const asRole = (text: string): Role | undefined => roles.find((role) => role === text)

/** The roles that somebody may give at all; on which unit is for the verb to say. */
const offeredTo = (isAdmin: boolean): readonly Role[] => (isAdmin ? roles : ['group_head', 'responder'])

type RoleForm = {
  readonly faults: Faults
  readonly grant: { readonly role: Role; readonly unitId: string } | undefined
  readonly matches: readonly UnitMatch[]
}

/** Officers and their roles: who may work here, for which unit. */
export const officerRoutes = (app: FastifyInstance, door: Door): void => {
  const { house } = door

  const readRole = async (view: View, form: Form): Promise<RoleForm> => {
    const role = asRole(textOf(form, 'role'))
    if (!role) return { faults: { role: view.t('officers:roleMissing') }, grant: undefined, matches: [] }
    if (role === 'admin') return { faults: noFaults, grant: { role, unitId: countryId }, matches: [] }
    const picked = await readPickedUnit(house, form, 'unit', { levels: ['province', 'commune', 'group'] })
    if (picked.kind === 'picked') return { faults: noFaults, grant: { role, unitId: picked.unit.id }, matches: [] }
    const matches = picked.kind === 'ask' ? picked.matches : []
    return { faults: { unit: unitFault(view, picked) ?? '' }, grant: undefined, matches }
  }

  const isAdmin = (request: FastifyRequest): boolean => holdsAny(signedInOf(request), ['admin'])

  app.get('/officers', { config }, async (request, reply) => {
    const within = isAdmin(request) ? {} : { within: unitsOf(signedInOf(request), ['front_officer']) }
    const officers = await listOfficers(house.database, within)
    return await sendPage(reply, officersPage(door.view(request), officers))
  })

  const newOfficer = { form: {}, faults: noFaults, matches: [] }

  app.get('/officers/new', { config }, async (request, reply) => {
    const offered = offeredTo(isAdmin(request))
    return await sendPage(reply, newOfficerPage(door.view(request), { ...newOfficer, offered }))
  })

  app.post('/officers/new', { config }, async (request, reply) => {
    const view = door.view(request)
    const form = asForm(request.body)
    const { grant, faults, matches } = await readRole(view, form)
    const again = async (wrong: Faults, status: number) =>
      await sendPage(
        reply,
        newOfficerPage(view, { form, faults: wrong, matches, offered: offeredTo(isAdmin(request)) }),
        status,
      )
    if (!grant) return await again(faults, 422)
    const made = await attempt(
      view,
      async () =>
        await act(house, actorOf(request), async (scope) => {
          const { officerId } = await addOfficer(scope, {
            name: textOf(form, 'name'),
            login: textOf(form, 'login'),
            title: textOf(form, 'title'),
            grants: [grant],
          })
          return { officerId, link: await makePasswordLink(scope, { officerId }) }
        }),
    )
    if (!made.ok) return await again(made.faults, made.status)
    return await showLink(request, reply, made.value.officerId, made.value.link)
  })

  const showLink = async (
    request: FastifyRequest,
    reply: FastifyReply,
    officerId: string,
    link: { readonly token: string; readonly expiresAt: Date },
  ) => {
    const officer = await findOfficer(house.database, officerId)
    if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
    const address = door.address(`/console/welcome/${link.token}`)
    return await sendPage(reply, linkPage(door.view(request), { officer, address, expiresAt: link.expiresAt }))
  }

  const show = async (
    request: FastifyRequest,
    reply: FastifyReply,
    id: string,
    state: { form: Form; faults: Faults; matches: readonly UnitMatch[] } = newOfficer,
    status = 200,
  ) => {
    const officer = isId(id) ? await findOfficer(house.database, id) : undefined
    if (!officer) throw new AppError('NOT_FOUND', 'no such officer')
    const grants = (await grantsOf(house.database, [id])).get(id) ?? []
    const own = unitsOf(signedInOf(request), ['front_officer'])
    const isVisible = isAdmin(request) || grants.some((grant) => grant.unitPath.some((unit) => own.includes(unit)))
    if (!isVisible) throw new AppError('FORBIDDEN', 'an officer of other units')
    const page = officerPage(door.view(request), {
      officer,
      grants,
      offered: offeredTo(isAdmin(request)),
      isAdmin: isAdmin(request),
      ...state,
    })
    return await sendPage(reply, page, status)
  }

  type WithId = { Params: { id: string } }

  app.get<WithId>('/officers/:id', { config }, async (request, reply) => await show(request, reply, request.params.id))

  /** A form of one officer's page: done, or back to the page with what is wrong. */
  const change = (
    path: string,
    done: string,
    work: (request: FastifyRequest, id: string, form: Form) => Promise<void>,
  ) =>
    app.post<WithId>(`/officers/:id/${path}`, { config }, async (request, reply) => {
      const { id } = request.params
      if (!isId(id)) throw new AppError('NOT_FOUND', 'no such officer')
      const form = asForm(request.body)
      const outcome = await attempt(door.view(request), async () => await work(request, id, form))
      if (outcome.ok) return await goTo(reply, `${home}/${id}`, done)
      return await show(request, reply, id, { form, faults: outcome.faults, matches: [] }, outcome.status)
    })

  change('profile', 'saved', async (request, officerId, form) => {
    const language = textOf(form, 'language') === 'en' ? 'en' : 'vi'
    const input = { officerId, name: textOf(form, 'name'), title: textOf(form, 'title'), language } as const
    await act(house, actorOf(request), async (scope) => await changeProfile(scope, input))
  })
  change('disable', 'disabled', async (request, officerId) => {
    await act(house, actorOf(request), async (scope) => await disableOfficer(scope, { officerId }))
  })
  change('enable', 'enabled', async (request, officerId) => {
    await act(house, actorOf(request), async (scope) => await enableOfficer(scope, { officerId }))
  })
  change('reset-totp', 'totpReset', async (request, officerId) => {
    await act(house, actorOf(request), async (scope) => await resetTotp(scope, { officerId }))
  })
  change('roles/revoke', 'revoked', async (request, officerId, form) => {
    const role = asRole(textOf(form, 'role'))
    if (!role) throw new AppError('INVALID', 'no such role', { phrase: 'officers:roleMissing' })
    const unitId = textOf(form, 'unit_id').slice(0, 60)
    await act(house, actorOf(request), async (scope) => await revokeRole(scope, { officerId, role, unitId }))
  })

  app.post<WithId>('/officers/:id/roles', { config }, async (request, reply) => {
    const { id: officerId } = request.params
    const view = door.view(request)
    const form = asForm(request.body)
    const { grant, faults, matches } = await readRole(view, form)
    if (!grant || !isId(officerId)) return await show(request, reply, officerId, { form, faults, matches }, 422)
    const granted = await attempt(
      view,
      async () => await act(house, actorOf(request), async (scope) => await grantRole(scope, { officerId, ...grant })),
    )
    if (granted.ok) return await goTo(reply, `${home}/${officerId}`, 'granted')
    return await show(request, reply, officerId, { form, faults: granted.faults, matches }, granted.status)
  })

  app.post<WithId>('/officers/:id/link', { config }, async (request, reply) => {
    const { id: officerId } = request.params
    if (!isId(officerId)) throw new AppError('NOT_FOUND', 'no such officer')
    const made = await attempt(
      door.view(request),
      async () => await act(house, actorOf(request), async (scope) => await makePasswordLink(scope, { officerId })),
    )
    if (made.ok) return await showLink(request, reply, officerId, made.value)
    return await show(request, reply, officerId, { ...newOfficer, faults: made.faults }, made.status)
  })

  handOverRoutes(app, door)
}
