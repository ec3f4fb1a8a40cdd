import type { DocumentBlock } from '../../preparation/index.ts'
import { html, type Html, type Piece } from '../html.ts'

const lines = (text: string): Piece => text.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)

const table = ({ head, rows }: Extract<DocumentBlock, { kind: 'table' }>): Html =>
  html`<div class="table-box">
    <table class="stack">
      <thead>
        <tr>
          ${head.map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, column) => (column === 0 ? html`<th scope="row">${cell}</th>` : html`<td data-label="${head[column] ?? ''}">${lines(cell)}</td>`))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`

/** The blocks of a document as a page shows them. */
export const blocksAsHtml = (blocks: readonly DocumentBlock[]): Piece =>
  blocks.map((block) => {
    if (block.kind === 'heading') {
      return block.level === 2 ? html`<h3>${block.text}</h3>` : html`<h2>${block.text}</h2>`
    }
    if (block.kind === 'list')
      return html`<ul>
        ${block.items.map((item) => html`<li>${lines(item)}</li>`)}
      </ul>`
    if (block.kind === 'table') return table(block)
    if (block.tone === 'quote') return html`<blockquote>${lines(block.text)}</blockquote>`
    return html`<p ${block.tone === 'small' && html`class="small"`}>${lines(block.text)}</p>`
  })
