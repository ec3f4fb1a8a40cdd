import type { DialogueRequest } from '../../requests/index.ts'
import { unitInSentence } from '../../units/index.ts'
import { assetPath } from '../assets.ts'
import { html, type Html } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { pathOf } from './parts.ts'

/** So many lines fit on one sheet of A4 and can still be written on. */
const linesOnSheet = 20

/** A sheet to be signed: each line has its number, so that nothing but numbers is entered afterwards. */
export const signaturePage = (view: View, request: DialogueRequest, from: number): Html => {
  const slips = Array.from({ length: linesOnSheet }, (_, at) => from + at)
  const next = from + linesOnSheet
  const unit = unitInSentence(request.unitName)
  const t = (key: 'slip' | 'name' | 'group' | 'sign'): string => view.t(`requests:paper.${key}`)
  return printPage(
    view,
    view.t('requests:paper.title'),
    html`<link rel="stylesheet" href="${assetPath('letter.css')}" />
      <article class="letter">
        <p class="no-print">
          <a href="${pathOf(request.id, 'sheet/print')}?from=${next}"
            >${view.t('requests:paper.next', { from: next, to: next + linesOnSheet - 1 })}</a
          >
        </p>
        <h1>${view.t('requests:paper.title')}</h1>
        <p><strong>${request.title}</strong></p>
        <p>${view.t('requests:paper.lead', { unit })}</p>
        <table class="signatures">
          <thead>
            <tr>
              <th scope="col">${t('slip')}</th>
              <th scope="col">${t('name')}</th>
              <th scope="col">${t('group')}</th>
              <th scope="col">${t('sign')}</th>
            </tr>
          </thead>
          <tbody>
            ${slips.map(
              (slip) =>
                html`<tr>
                  <th scope="row">${slip}</th>
                  <td></td>
                  <td></td>
                  <td></td>
                </tr>`,
            )}
          </tbody>
        </table>
        <p>${view.t('requests:paper.note')}</p>
      </article>`,
    pathOf(request.id, 'sheet'),
  )
}
