import type { FastifyInstance } from 'fastify'
import { recordAudit } from '../../audit/index.ts'
import { templateFields } from '../../broadcasts/index.ts'
import { chooseTemplates, findAccount, type AccountRow } from '../../channels/index.ts'
import { act } from '../../database/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { actorOf } from '../actor-of.ts'
import type { Door, TemplateDesk } from '../door.ts'
import { asForm, attempt, goTo, noFaults, sendPage, textOf, type Faults, type Form } from '../forms.ts'
import type { View } from '../view.ts'
import { templateKinds, templatePage, templateWays, type OfferedTemplate } from './template-page.ts'

const config = { access: ['admin'] } as const
const names = templateKinds.flatMap((kind) => templateWays.map((way) => `${way}:${kind}`))

type Offer = readonly OfferedTemplate[] | { readonly why: string }

const offeredBy = async (desk: TemplateDesk | undefined, accountId: string): Promise<Offer> => {
  const told = await desk?.templates(accountId)
  if (told?.kind !== 'told') return { why: told?.why ?? 'no-app' }
  return told.value.flatMap(({ templateId, name, status }) =>
    templateId !== null && status === 'ENABLE' ? [{ templateId, name: name ?? templateId }] : [],
  )
}

const quotaOf = async (desk: TemplateDesk | undefined, accountId: string) => {
  const told = await desk?.templateQuota(accountId)
  if (told?.kind !== 'told' || told.value.dailyQuota === null || told.value.remainingQuota === null) return undefined
  return { daily: told.value.dailyQuota, left: told.value.remainingQuota }
}

/** Names of its placeholders; null when Zalo did not tell. */
const placeholdersOf = async (desk: TemplateDesk, accountId: string, templateId: string): Promise<string[] | null> => {
  const told = await desk.templateInfo(accountId, templateId)
  const params = told.kind === 'told' ? told.value['listParams'] : undefined
  if (!Array.isArray(params)) return null
  return params.flatMap((param: unknown) =>
    typeof param === 'object' && param !== null && 'name' in param && typeof param.name === 'string'
      ? [param.name]
      : [],
  )
}

const fits = (placeholders: readonly string[]): boolean =>
  placeholders.length === templateFields.length && templateFields.every((name) => placeholders.includes(name))

/** Chosen ones that are not approved, or whose placeholders are not the ones that we fill. */
const faultsIn = async (view: View, desk: TemplateDesk, account: AccountRow, form: Form): Promise<Faults> => {
  const offered = await offeredBy(desk, account.id)
  if ('why' in offered) return { '': `${view.t('channels:templates.notTold')} ${offered.why}` }
  const faults: Record<string, string> = {}
  for (const name of names) {
    const templateId = textOf(form, name)
    if (templateId === '') continue
    if (!offered.some((one) => one.templateId === templateId)) {
      faults[name] = view.t('channels:templates.notApproved')
      continue
    }
    const placeholders = await placeholdersOf(desk, account.id, templateId)
    if (placeholders === null || !fits(placeholders)) faults[name] = view.t('channels:templates.wrongFields')
  }
  return faults
}

/** Which approved template stands for which notice. For administrators. */
export const templateRoutes = (app: FastifyInstance, { house, templates: desk, view: viewOf }: Door): void => {
  const accountOf = async (id: string): Promise<AccountRow> => {
    const account = await findAccount(house.database, id)
    if (account?.platform !== 'zalo') throw new AppError('NOT_FOUND', 'no such Official Account')
    return account
  }

  app.get<{ Params: { id: string } }>('/channels/:id/templates', { config }, async (request, reply) => {
    const account = await accountOf(request.params.id)
    const { capabilities } = account
    const form = Object.fromEntries(names.map((name) => [name, String(capabilities[name] ?? '')]))
    const [offered, quota] = await Promise.all([offeredBy(desk, account.id), quotaOf(desk, account.id)])
    const state = { account, offered, quota, fields: templateFields, form, faults: noFaults }
    return await sendPage(reply, templatePage(viewOf(request), state))
  })

  app.post<{ Params: { id: string } }>('/channels/:id/templates', { config }, async (request, reply) => {
    const account = await accountOf(request.params.id)
    const view = viewOf(request)
    if (!desk) throw new AppError('PRECONDITION', 'no Zalo app', { phrase: 'console:channels.noApp' })
    const form = asForm(request.body)
    let faults = await faultsIn(view, desk, account, form)
    if (Object.keys(faults).length === 0) {
      const saved = await attempt(view, async () => {
        await act(house, actorOf(request), async (scope) => {
          const chosen = Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
          await chooseTemplates(scope, { accountId: account.id, chosen })
          await recordAudit(scope, {
            action: 'account.templates-chosen',
            subject: { kind: 'account', id: account.id },
            details: chosen,
          })
        })
      })
      if (saved.ok) return await goTo(reply, '/console/channels', 'saved')
      faults = saved.faults
    }
    const [offered, quota] = await Promise.all([offeredBy(desk, account.id), quotaOf(desk, account.id)])
    return await sendPage(
      reply,
      templatePage(view, { account, offered, quota, fields: templateFields, form, faults }),
      422,
    )
  })
}
