import type { QuestionWording } from '../../questions/index.ts'
import { html, paragraphs, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

type Words = Pick<QuestionWording, 'text' | 'marks'>

const lines = (text: string): Piece => text.split('\n').map((line, at) => html`${at > 0 && html`<br />`}${line}`)

/** Words with a mark on what readers beside the Front do not see. */
export const markedWords = (view: View, { text, marks }: Words): Html => {
  if (marks.length === 0) return paragraphs(text)
  const pieces: Piece[] = []
  let at = 0
  for (const { start, end, kind } of marks) {
    const title = view.t('privacy:mark.hidden', { what: view.t(`privacy:mask.${kind}`) })
    pieces.push(lines(text.slice(at, start)), html`<mark title="${title}">${text.slice(start, end)}</mark>`)
    at = end
  }
  return html`<p>${pieces}${lines(text.slice(at))}</p>`
}
