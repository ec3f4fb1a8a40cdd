import { headingOf, type OfficialBlock, type OfficialDocument } from '../../documents/index.ts'
import { assetPath } from '../assets.ts'
import { html, paragraphs, type Html } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'

const piece = (block: OfficialBlock): Html => {
  switch (block.kind) {
    case 'heading':
      return html`<h2>${block.text}</h2>`
    case 'text':
      return paragraphs(block.text)
    case 'list':
      return html`<ul>
        ${block.items.map((text) => html`<li>${text}</li>`)}
      </ul>`
    case 'table':
      return html`<div class="table-box">
        <table class="official">
          <thead>
            <tr>
              ${block.head.map((text) => html`<th scope="col">${text}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${block.rows.map(
              (cells) =>
                html`<tr>
                  ${cells.map((text) => html`<td>${text}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
  }
}

const sentTo = ({ recipients }: OfficialDocument): Html =>
  html`<div class="letter-left">
    <p>
      <strong><em>Nơi nhận:</em></strong>
    </p>
    ${recipients.map((one) => html`<p>- ${one}</p>`)}
  </div>`

const signed = ({ authority, post, signer }: OfficialDocument['signature']): Html =>
  html`<div>
    ${authority !== '' && html`<p><strong>${authority}</strong></p>`}
    <p><strong>${post}</strong></p>
    <p class="letter-signer"><strong>${signer}</strong></p>
  </div>`

/** An official document as it will stand on paper, within a page. */
export const officialLetter = (official: OfficialDocument): Html => {
  const { right, below, number } = headingOf(official.family, official.number)
  const [year, month, day] = official.dated.split('-')
  const { signature, secondSignature } = official
  return html`<link rel="stylesheet" href="${assetPath('letter.css')}" />
    <article class="letter" lang="vi">
      <div class="letter-head">
        <div>
          ${official.superior !== '' && html`<p>${official.superior.toLocaleUpperCase('vi')}</p>`}
          <p><strong>${official.issuer.toLocaleUpperCase('vi')}</strong></p>
          <p>${below === 'star' ? '*' : '————'}</p>
          <p>${number}</p>
          ${official.kind === '' && html`<p>${official.abstract}</p>`}
        </div>
        <div>
          ${right.map((text) => html`<p><strong>${text}</strong></p>`)}
          <p>${right.length > 1 && '————'}</p>
          <p><em>${official.place}, ngày ${day} tháng ${month} năm ${year}</em></p>
        </div>
      </div>
      ${official.kind !== '' && html`<h1>${official.kind}<br />${official.abstract}</h1>`} ${official.blocks.map(piece)}
      <div class="letter-head">
        ${secondSignature ? signed({ authority: '', ...secondSignature }) : sentTo(official)} ${signed(signature)}
      </div>
      ${secondSignature && official.recipients.length > 0 && html`<div class="letter-head">${sentTo(official)}</div>`}
    </article>`
}

/** An official document on paper, in the words of its Word file. */
export const officialPage = (view: View, official: OfficialDocument, back: string): Html =>
  printPage(
    view,
    official.abstract,
    // The abstract of a công văn stands small below its number, and is its heading nevertheless.
    html`${official.kind === '' && html`<h1 class="visually-hidden">${official.abstract}</h1>`}${officialLetter(official)}`,
    back,
  )
