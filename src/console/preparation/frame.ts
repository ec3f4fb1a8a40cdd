import type { Dialogue } from '../../dialogues/index.ts'
import { assetPath } from '../assets.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'

export const preparationParts = ['checklist', 'plan', 'agenda', 'participants', 'requests', 'script', 'brief'] as const
export type PreparationPart = (typeof preparationParts)[number]

export const pathOf = (dialogueId: string, part: PreparationPart): string =>
  `/console/dialogues/${dialogueId}/${part === 'checklist' ? 'preparation' : part}`

type Page = {
  readonly dialogue: Pick<Dialogue, 'id' | 'title'>
  readonly part: PreparationPart
  readonly lead?: Piece
  readonly actions?: Piece
  readonly body: Piece
  readonly width?: 'text' | 'wide'
}

/** A page of a session's preparation, with the way to the other ones. */
export const preparationPage = (view: View, { dialogue, part, lead, actions, body, width }: Page): Html =>
  appPage(view, {
    title: view.t(`preparation:nav.${part}`),
    trail: [
      { path: '/console/dialogues', label: view.t('console:dialogues.title') },
      { path: `/console/dialogues/${dialogue.id}`, label: dialogue.title },
    ],
    ...(lead === undefined ? {} : { lead }),
    ...(actions === undefined ? {} : { actions }),
    ...(width === undefined ? {} : { width }),
    body: html`<link rel="stylesheet" href="${assetPath('preparation.css')}" />
      <nav class="filters no-print" aria-label="${view.t('preparation:nav.label')}">
        ${preparationParts.map(
          (one) =>
            html`<a class="filter" href="${pathOf(dialogue.id, one)}" ${one === part && html`aria-current="page"`}
              >${view.t(`preparation:nav.${one}`)}</a
            >`,
        )}
      </nav>
      ${body}`,
  })
