import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { pastMax, type PastSheet } from '../../statistics/index.ts'
import { formToken, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { shortDay } from '../wording.ts'
import { sheetPath } from './parts.ts'

type State = {
  readonly sheet: PastSheet
  readonly withdrawer: string
  readonly mayWrite: boolean
  readonly mayApprove: boolean
  readonly isOwn: boolean
  readonly form: Form
  readonly faults: Faults
}

const hidden = (view: View, { sheet }: State): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${sheet.version}" />`

/** An approved sheet that is wrong is withdrawn by a second person; a withdrawn one is entered anew. */
export const withdrawPart = (view: View, state: State): Piece => {
  const { sheet, withdrawer, mayWrite, mayApprove, isOwn, form, faults } = state
  if (sheet.state === 'withdrawn') {
    const day = sheet.withdrawnAt === null ? '' : shortDay(vietnamDate(sheet.withdrawnAt))
    return html`<div class="banner warn">
        <p>${view.t('statistics:past.withdrawn', { name: withdrawer, day, why: sheet.withdrawnWhy ?? '' })}</p>
      </div>
      ${
        mayWrite &&
        html`<form method="post" action="${sheetPath(sheet.id, 'renewal')}" class="panel" novalidate>
          <p>${view.t('statistics:past.renewLead')}</p>
          ${hidden(view, state)} ${submit(view.t('statistics:past.renew'))}
        </form>`
      }`
  }
  if (sheet.state !== 'approved' || !mayApprove) return null
  return html`<details class="panel" ${faults['why'] && html`open`}>
    <summary>${view.t('statistics:past.withdraw')}</summary>
    <form method="post" action="${sheetPath(sheet.id, 'withdrawal')}" novalidate>
      <p>${view.t('statistics:past.withdrawLead')}</p>
      ${hidden(view, state)}
      ${textArea({ name: 'why', label: view.t('statistics:past.withdrawWhy'), value: textOf(form, 'why'), rows: 3, maxlength: pastMax.why, required: true, faults })}
      ${isOwn && textField({ name: 'aloneBecause', label: view.t('plans:approve.alone'), value: textOf(form, 'aloneBecause'), autocomplete: 'off', maxlength: 300, faults })}
      ${submit(view.t('statistics:past.withdrawSubmit'), 'danger')}
    </form>
  </details>`
}
