import type { House } from '../../database/index.ts'
import { formsOfDialogue, readContent, type Form, type FormContent } from '../../forms/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'
import { formChip, listPath, pathOf, titleOf } from './parts.ts'

export type SessionForm = { readonly form: Form; readonly content: FormContent | undefined }

export const formsOfSession = async (house: House, dialogueId: string): Promise<readonly SessionForm[]> =>
  await Promise.all(
    (await formsOfDialogue(house.database, dialogueId)).map(async (form) => ({
      form,
      content: await readContent(house.database, form.id, form.newestVersion),
    })),
  )

/** What people are asked before and after a session. */
export const formsPart = (
  view: View,
  given: { readonly dialogueId: string; readonly forms: readonly SessionForm[]; readonly mayWrite: boolean },
): Html =>
  html`<section class="panel" aria-labelledby="forms">
    <div class="title-row">
      <h2 id="forms">${view.t('form-builder:ofDialogue.title')}</h2>
      ${given.mayWrite && html`<a href="${listPath}/new?dialogue=${given.dialogueId}">${view.t('form-builder:new.title')}</a>`}
    </div>
    ${
      given.forms.length === 0
        ? html`<p class="hint">${view.t('form-builder:ofDialogue.none')}</p>`
        : html`<ul>
            ${given.forms.map(
              ({ form, content }) =>
                html`<li><a href="${pathOf(form.id)}">${titleOf(view, content)}</a> ${formChip(view, form)}</li>`,
            )}
          </ul>`
    }
  </section>`
