import { platformLimits } from '../channels/index.ts'
import type { Queryable } from '../database/index.ts'
import { countSmsParts } from '../kernel/sms-parts.ts'
import { channelRules } from '../rules/index.ts'
import type { Situation } from './choose-way.ts'
import type { AccountMeans } from './means-views.ts'
import type { WayRules } from './way.ts'

const wayRules = async (db: Queryable): Promise<WayRules> => {
  const rules = await channelRules(db)
  return {
    freeHours: rules.valueOf('zalo.cs.free-hours'),
    paidHours: rules.valueOf('zalo.cs.paid-days') * 24,
    paidPrice: rules.valueOf('zalo.cs.paid-price'),
    templatePrice: rules.valueOf('zalo.template.price'),
    znsPrice: rules.valueOf('zns.price'),
    smsPartPrice: rules.valueOf('sms.price-per-part'),
    webDays: rules.valueOf('web.seen-days'),
  }
}

/** What decides by which way each person gets a message now: figures of the rules, abilities of the accounts. */
export const situationOf = async (
  db: Queryable,
  policy: { readonly mayCost: boolean },
  about: { readonly means: AccountMeans; readonly smsText: string; readonly now: Date },
): Promise<Situation> => {
  const { means, smsText, now } = about
  return {
    rules: await wayRules(db),
    means: {
      paidClosed: means.paidClosed,
      templatesClosed: means.templatesClosed,
      znsClosed: means.znsClosed ?? false,
      templateAccounts: new Set(means.templates.keys()),
      znsAccount: means.zns?.accountId ?? null,
      smsParts: means.hasSms && smsText.length <= platformLimits.phone.textMax ? countSmsParts(smsText).parts : null,
    },
    mayCost: policy.mayCost,
    now,
  }
}
