import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import type { Waiting } from './what-waits.ts'

export const homePage = (view: View, waiting: readonly Waiting[]): Html =>
  appPage(view, {
    title: view.t('console:home.title'),
    body: html`${waiting.length === 0 && emptyState(view.t('console:home.nothing'), view.t('console:home.nothingNext'))}`,
  })
