import type { JudgedLine } from '../../residents/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'

const tone = { new: 'good', known: 'plain', ended: 'bad', number: 'bad', twice: 'bad', group: 'bad' } as const

export const isFaulty = ({ verdict }: JudgedLine): boolean => tone[verdict] === 'bad'

const counted = (lines: readonly JudgedLine[]) => ({
  good: lines.filter(({ verdict }) => verdict === 'new').length,
  known: lines.filter(({ verdict }) => verdict === 'known').length,
  faulty: lines.filter(isFaulty).length,
})

const row = (view: View, { line, ending, group, verdict, endedOn }: JudgedLine): Html =>
  html`<tr>
    <th scope="row" data-label="${view.t('residents:register.column.line')}">${line}</th>
    <td data-label="${view.t('residents:register.column.number')}">
      ${ending === '' ? '–' : view.t('residents:register.ending', { ending })}
    </td>
    <td data-label="${view.t('residents:register.column.group')}">${group ?? view.t('residents:register.noGroup')}</td>
    <td data-label="${view.t('residents:register.column.state')}">
      <span class="chip ${tone[verdict]}"
        >${view.t(`residents:register.verdict.${verdict}`, { date: endedOn ?? '' })}</span
      >
    </td>
  </tr>`

/** What would become of each line, before anything is kept. */
export const previewPart = (view: View, lines: readonly JudgedLine[]): Piece => {
  const { good, known, faulty } = counted(lines)
  return html`<section class="panel" aria-labelledby="preview" tabindex="-1" autofocus>
    <h2 id="preview">${view.t('residents:register.previewTitle')}</h2>
    ${good > 0 && html`<p>${view.t('residents:register.previewGood', { count: good })}</p>`}
    ${known > 0 && html`<p>${view.t('residents:register.previewKnown', { count: known })}</p>`}
    ${
      faulty > 0 &&
      html`<div class="banner bad" role="alert">
        <p>${view.t('residents:register.previewFaulty', { count: faulty })}</p>
      </div>`
    }
    <div class="table-box">
      <table class="stack">
        <thead>
          <tr>
            ${(['line', 'number', 'group', 'state'] as const).map(
              (name) => html`<th scope="col">${view.t(`residents:register.column.${name}`)}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${lines.map((line) => row(view, line))}
        </tbody>
      </table>
    </div>
  </section>`
}
