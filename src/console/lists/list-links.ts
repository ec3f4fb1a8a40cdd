import { html, type Html } from '../html.ts'
import type { View } from '../view.ts'

/** What a list shows, as a file to take home. */
export const listLinks = (view: View, list: string, query: string): Html =>
  html`<p class="actions list-links">
    <a class="button quiet small" href="/console/lists/${list}.csv?${query}" download>${view.t('overview:csv')}</a>
    <a class="button quiet small" href="/console/lists/${list}.xlsx?${query}" download>${view.t('overview:xlsx')}</a>
  </p>`
