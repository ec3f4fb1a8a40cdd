import type { Account, ButtonMode, OaPackage, OaType, Template, World } from './world.ts'

export type AccountInput = {
  oaId?: string
  name?: string
  /** 2 business (default), 4 state agency. */
  oaType?: OaType
  /** Default comprehensive; Basic and Standard have no API. */
  package?: OaPackage
  /** What becomes of buttons and lists; default refuse-233. */
  buttons?: ButtonMode
  /** Default: 100 for Growth and below, 2000 for Comprehensive. */
  ratePerMinute?: number
  paidMessages?: number
  broadcastsPerMonth?: number
  articles?: number
  uploadsPerMonth?: number
  templatesPerDay?: number
  adminPhones?: string[]
}

const paidIn: Record<OaPackage, number> = { basic: 0, standard: 0, growth: 500, comprehensive: 2000 }

export const createAccount = (world: World, input: AccountInput): Account => {
  const tier = input.package ?? 'comprehensive'
  const account: Account = {
    oaId: input.oaId ?? world.ids.decimal(3),
    name: input.name ?? 'Mặt trận Tổ quốc phường Thử Nghiệm',
    oaType: input.oaType ?? 2,
    package: tier,
    buttons: input.buttons ?? 'refuse-233',
    ratePerMinute: input.ratePerMinute ?? (tier === 'comprehensive' ? 2000 : 100),
    verified: true,
    disabled: false,
    authorized: true,
    paidMessages: input.paidMessages ?? paidIn[tier],
    broadcastsPerMonth: input.broadcastsPerMonth ?? 4,
    articlesLeft: input.articles ?? 100,
    uploadsPerMonth: input.uploadsPerMonth ?? 5000,
    templatesPerDay: input.templatesPerDay ?? 500,
    used: new Map(),
    tags: new Set(),
    adminPhones: new Set(input.adminPhones),
    adminId: world.ids.decimal(7),
  }
  if (world.accounts.has(account.oaId)) throw new Error(`the account ${account.oaId} exists already`)
  world.accounts.set(account.oaId, account)
  world.signal.notify()
  return account
}

export const ownAccount = (world: World, oaId: string): Account => {
  const account = world.accounts.get(oaId)
  if (account === undefined) throw new Error(`no account ${oaId} in the emulator`)
  return account
}

export type TemplateInput = Partial<Omit<Template, 'oaId'>> & { text: string }

/** Placeholders are written `<name>`; every one becomes a required parameter unless `params` says otherwise. */
export const createTemplate = (world: World, oaId: string, input: TemplateInput): Template => {
  const names = [...new Set([...input.text.matchAll(/<(\w+)>/g)].map((found) => found[1] ?? ''))]
  const template: Template = {
    id: world.ids.decimal(5).slice(-6).replace(/^0/, '5'),
    name: 'Mẫu thử',
    params: names.map((name) => ({ name, required: true, maxLength: 100 })),
    status: 'ENABLE',
    quality: 'HIGH',
    byUid: true,
    tag: 'TRANSACTION',
    price: 200,
    ...input,
    oaId: ownAccount(world, oaId).oaId,
  }
  world.templates.set(template.id, template)
  return template
}
