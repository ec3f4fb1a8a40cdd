import { describeMediaType } from '../../attachments/index.ts'
import type { Question } from '../../questions/index.ts'
import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

/** A voice message that is there to be heard. */
export const isVoice = (file: Question['files'][number]): boolean =>
  file.state === 'stored' && file.mediaType?.startsWith('audio/') === true

/** A file of an opinion where it may be opened, and otherwise why not. */
export const filePiece = (view: View, question: Question, file: Question['files'][number]): Html => {
  const path = `/console/questions/${question.id}/files/${file.id}`
  if (!file.isReadable) return html`<span class="hint">${view.t('privacy:file.closed')}</span>`
  if (file.state !== 'stored' || file.mediaType === null) {
    return html`<span class="hint"
      >${view.t(file.state === 'pending' ? 'console:file.pending' : 'console:file.refused')}</span
    >`
  }
  const { kind, inline } = describeMediaType(file.mediaType as Parameters<typeof describeMediaType>[0])
  const link = html`<a href="${path}" download>${view.t(`console:file.${kind}`)}</a>`
  if (kind === 'voice' && inline !== 'no')
    return html`<audio controls preload="none" src="${path}/play"></audio> ${link}`
  if ((kind === 'image' || kind === 'animation') && inline === 'yes') {
    return html`<a href="${path}" download
      ><img class="thumb" src="${path}" alt="${view.t(`console:file.${kind}`)}" loading="lazy"
    /></a>`
  }
  return link
}
