import type { ClosedAccount } from '../../broadcasts/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

const whatWords = (view: View, what: string): string => {
  if (what === 'paid') return view.t('console:closed.paid')
  if (what === 'templates') return view.t('console:closed.templates')
  return view.t('console:closed.template', { id: what.slice(what.indexOf(':') + 1) })
}

/** Why some people wait or went another way: a quota that is spent, a template that was taken back. */
export const closedNote = (view: View, { name, what, held, moved, againAt }: ClosedAccount): Html =>
  html`<div class="banner warn">
    <p>
      <strong>${view.t('console:closed.on', { account: name })}</strong>
      ${what.map((one) => html`${whatWords(view, one)} `)} ${held > 0 && view.t('console:closed.held', { count: held })}
      ${againAt !== null && view.t('console:closed.again', { when: fullMoment(view, againAt) })}
      ${moved > held && view.t('console:closed.moved', { count: moved })}
    </p>
  </div>`
