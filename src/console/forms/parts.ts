import { hasPendingVersion, takesAnswers, wordsIn, type Form, type FormContent } from '../../forms/index.ts'
import { formToken } from '../fields.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

export const listPath = '/console/forms'
export const pathOf = (id: string, part = ''): string => `${listPath}/${id}${part === '' ? '' : `/${part}`}`

const tones: Readonly<Record<Form['state'], string>> = {
  draft: 'plain',
  asked: 'warn',
  open: 'good',
  closed: 'plain',
  dropped: 'plain',
}

export const formChip = (view: View, form: Form): Html => {
  const isEarly = form.state === 'open' && !takesAnswers(form, view.now)
  if (!isEarly) {
    return html`<span class="chip ${tones[form.state]}">${view.t(`form-builder:state.${form.state}`)}</span>`
  }
  return html`<span class="chip"
    >${view.t(form.opensAt > view.now ? 'form-builder:state.waits' : 'form-builder:state.ending')}</span
  >`
}

export const titleOf = (view: View, content: FormContent | undefined): string => {
  const title = content ? wordsIn(view.locale, content.title) : ''
  return title === '' ? view.t('form-builder:untitled') : title
}

/** Where a page of one form lies. */
export const trailOf = (
  view: View,
  given?: { readonly form: Form; readonly content: FormContent },
): readonly { path: string; label: string }[] => [
  { path: listPath, label: view.t('form-builder:title') },
  ...(given ? [{ path: pathOf(given.form.id), label: titleOf(view, given.content) }] : []),
]

/** What every form that changes an opinion form sends along: that it is ours, and which state was read. */
export const hidden = (view: View, form: Form): Html =>
  html`${formToken(view)}<input type="hidden" name="version" value="${form.version}" />`

export const isEditable = (form: Form): boolean =>
  form.state === 'draft' || form.state === 'asked' || form.state === 'open'

/** Whether the newest words wait for a second person. */
export const awaitsApproval = (form: Form): boolean =>
  form.state === 'asked' || (form.state === 'open' && hasPendingVersion(form))
