import { most, longest, type Dialogue } from '../../dialogues/index.ts'
import { formToken, submit, textField } from '../fields.ts'
import type { Faults } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

/** What the attachments room takes of documents, for the browser's file chooser; the bytes decide. */
const accepted = '.pdf,.docx,.jpg,.jpeg,.png,.webp,.heic'

type State = {
  readonly dialogue: Dialogue
  readonly mayChange: boolean
  readonly faults: Faults
  readonly documentName: string
}
type Document = NonNullable<Dialogue['pack']['documents']>[number]

const pathOf = ({ id }: Dialogue, document: Document): string =>
  `/console/dialogues/${id}/documents/${document.attachmentId}`

const actButton = (view: View, act: 'up' | 'down' | 'remove', name: string): Html =>
  html`<button
    class="button quiet small"
    name="act"
    value="${act}"
    aria-label="${view.t(`console:document.${act}This`, { name })}"
  >
    ${view.t(`console:document.${act}`)}
  </button>`

/** One form a document: its title, its place in the order, and away with it. Enter saves the title. */
const changeRow = (view: View, dialogue: Dialogue, document: Document, index: number, count: number): Html => {
  const { attachmentId, name } = document
  return html`<li class="row">
    <form method="post" action="${pathOf(dialogue, document)}" class="document">
      ${formToken(view)}<input type="hidden" name="version" value="${dialogue.version}" />
      <label class="visually-hidden" for="f-name-${attachmentId}"
        >${view.t('console:document.nameOf', { number: index + 1 })}</label
      >
      <input id="f-name-${attachmentId}" name="name" value="${name}" maxlength="${longest.documentName}" required />
      <span class="actions">
        <button class="button quiet small" name="act" value="rename">${view.t('console:document.rename')}</button>
        ${index > 0 && actButton(view, 'up', name)} ${index < count - 1 && actButton(view, 'down', name)}
        ${actButton(view, 'remove', name)}
        <a href="${pathOf(dialogue, document)}" download>${view.t('console:document.open')}</a>
      </span>
    </form>
  </li>`
}

const readRow = (dialogue: Dialogue, document: Document): Html =>
  html`<li class="row"><a href="${pathOf(dialogue, document)}" download>${document.name}</a></li>`

const uploadForm = (view: View, { dialogue, faults, documentName }: State): Html =>
  html`<form
    method="post"
    action="/console/dialogues/${dialogue.id}/documents"
    enctype="multipart/form-data"
    novalidate
  >
    ${formToken(view)}
    ${textField({ name: 'documentName', label: view.t('console:document.name'), hint: view.t('console:document.nameHint'), value: documentName, maxlength: longest.documentName, required: true, faults })}
    <div class="field">
      <label for="f-file">${view.t('console:document.file')}</label>
      <p class="hint" id="f-file-hint">${view.t('console:document.fileHint')}</p>
      ${faults['file'] && html`<p class="fault" id="f-file-fault">${faults['file']}</p>`}
      <input
        id="f-file"
        type="file"
        name="file"
        accept="${accepted}"
        aria-describedby="f-file-hint ${faults['file'] && 'f-file-fault'}"
        ${faults['file'] && html`aria-invalid="true"`}
      />
    </div>
    ${submit(view.t('console:document.add'), 'quiet')}
  </form>`

/** The documents of the information pack: as residents get them, in this order. */
export const documentsPart = (view: View, state: State): Piece => {
  const { dialogue, mayChange } = state
  const documents = dialogue.pack.documents ?? []
  if (documents.length === 0 && !mayChange) return null
  return html`<section class="panel" aria-labelledby="documents">
    <h2 id="documents">${view.t('console:document.title')}</h2>
    <p class="hint">${view.t('console:document.lead')}</p>
    ${
      documents.length > 0 &&
      html`<ol class="rows">
        ${documents.map((one, index) => (mayChange ? changeRow(view, dialogue, one, index, documents.length) : readRow(dialogue, one)))}
      </ol>`
    }
    ${mayChange && (documents.length < most.documents ? uploadForm(view, state) : html`<p class="hint">${view.t('console:document.full', { max: most.documents })}</p>`)}
  </section>`
}
