import type { Dialogue } from '../../dialogues/index.ts'
import { isDueFor, sessionPapers } from '../../reports/index.ts'
import { html, type Html } from '../html.ts'
import { appPage } from '../layout.ts'
import { templatesPath } from '../documents/template-pages.ts'
import type { View } from '../view.ts'

type State = { readonly dialogue: Dialogue; readonly isBalanced: boolean }

/** What can be issued about a session, each to print and as a Word file. */
export const papersPage = (view: View, { dialogue, isBalanced }: State): Html => {
  const path = `/console/dialogues/${dialogue.id}`
  return appPage(view, {
    title: view.t('documents:papers.title'),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path, label: dialogue.title },
    ],
    lead: view.t('documents:papers.lead'),
    actions: html`<a class="button quiet" href="${templatesPath}?unit=${dialogue.unitId}"
      >${view.t('documents:papers.templates')}</a
    >`,
    body: html`<ul class="rows">
      ${sessionPapers.map((paper) => {
        const isDue = isDueFor(paper, dialogue)
        const isFaulty = paper === 'session_report' && !isBalanced
        return html`<li class="row">
          <span class="stacked">
            <span>${view.t(`documents:kind.${paper}`)}</span>
            ${!isDue && html`<span class="hint">${view.t(`documents:papers.later.${paper}`)}</span>`}
            ${isDue && isFaulty && html`<a class="hint" href="${path}/report">${view.t('documents:papers.unbalanced')}</a>`}
          </span>
          ${
            isDue &&
            !isFaulty &&
            html`<span class="actions">
              <a class="button quiet" href="${path}/papers/${paper}"
                >${view.t('documents:papers.print')}<span class="visually-hidden">
                  ${view.t(`documents:kind.${paper}`)}</span
                ></a
              >
              <a class="button quiet" href="${path}/papers/${paper}/file"
                >${view.t('documents:papers.file')}<span class="visually-hidden">
                  ${view.t(`documents:kind.${paper}`)}</span
                ></a
              >
            </span>`
          }
        </li>`
      })}
    </ul>`,
  })
}
