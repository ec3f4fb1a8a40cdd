import {
  countedMax,
  ratingReasons,
  standings,
  type AnsweringItem,
  type BodyRatings,
  type Standing,
} from '../../answers/index.ts'
import { daysBetween, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import { listLinks } from '../lists/list-links.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'
import { answersPath, nameOfMatter, pathOfAnswer, standingChip } from './parts.ts'

export type ListState = {
  readonly standing: Standing
  readonly counts: Readonly<Record<Standing, number>>
  readonly items: readonly AnsweringItem[]
  readonly page: number
  readonly hasMore: boolean
  readonly ratings: readonly BodyRatings[]
}

const filters = (view: View, { standing, counts }: ListState): Html =>
  html`<nav class="filters" aria-label="${view.t('answers:list.by')}">
    ${standings.map(
      (one) =>
        html`<a class="filter" href="${answersPath}?standing=${one}" ${one === standing && html`aria-current="true"`}
          >${view.t(`answers:standing.${one}`)}
          <span class="count"
            >${counts[one] < countedMax ? formatCount(view, counts[one]) : view.t('answers:list.more')}</span
          ></a
        >`,
    )}
  </nav>`

const about = (view: View, item: AnsweringItem): string => {
  const asked = view.t('items:list.opinions', { count: item.opinionCount })
  if (item.standing === 'answered' && item.answeredOn !== null) {
    const decision = item.decision === null ? '' : view.t(`answers:decision.${item.decision}`)
    return [asked, decision, item.answeringBody, shortDay(item.answeredOn)].filter(Boolean).join(' · ')
  }
  const days = daysBetween(vietnamDate(item.createdAt), vietnamDate(view.now))
  return [asked, view.t('answers:list.days', { count: days })].join(' · ')
}

const row = (view: View, item: AnsweringItem): Html =>
  html`<li class="row">
    <span class="stacked">
      <a href="${pathOfAnswer(item.itemId)}">${nameOfMatter(view, item)}</a>
      <span class="hint">${view.t('items:list.number', { number: item.number })} · ${about(view, item)}</span>
    </span>
    ${standingChip(view, item.standing)}
  </li>`

const share = (view: View, part: number, whole: number): string =>
  `${formatCount(view, part)}/${formatCount(view, whole)}`

const ratingRow = (view: View, { body, answers, ratings }: BodyRatings): Html =>
  html`<tr>
    <th scope="row">${body}</th>
    <td>${formatCount(view, answers)}</td>
    <td>${ratings === null ? view.t('answers:list.tooFew') : formatCount(view, ratings.all)}</td>
    <td>${ratings === null ? '–' : share(view, ratings.satisfied, ratings.all)}</td>
    <td>${ratings === null ? '–' : share(view, ratings.partly, ratings.all)}</td>
    <td>${ratings === null ? '–' : share(view, ratings.not, ratings.all)}</td>
    <td>
      ${
        ratings === null
          ? '–'
          : ratingReasons
              .flatMap((reason) => {
                const found = ratings.reasons.find((one) => one.reason === reason)
                return found ? [`${view.t(`answers:reason.${reason}`)}: ${formatCount(view, found.count)}`] : []
              })
              .join('; ')
      }
    </td>
  </tr>`

const ratingsPart = (view: View, ratings: readonly BodyRatings[]): Piece =>
  ratings.length > 0 &&
  html`<section aria-labelledby="ratings">
    <h2 id="ratings">${view.t('answers:list.ratings')}</h2>
    <p class="hint">${view.t('answers:list.ratingsHint')}</p>
    <div class="table-box" role="group" tabindex="0" aria-labelledby="ratings">
      <table>
        <thead>
          <tr>
            <th scope="col">${view.t('answers:list.body')}</th>
            <th scope="col">${view.t('answers:list.answers')}</th>
            <th scope="col">${view.t('answers:list.ratingCount')}</th>
            <th scope="col">${view.t('answers:score.satisfied')}</th>
            <th scope="col">${view.t('answers:score.partly')}</th>
            <th scope="col">${view.t('answers:score.not')}</th>
            <th scope="col">${view.t('answers:list.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          ${ratings.map((one) => ratingRow(view, one))}
        </tbody>
      </table>
    </div>
  </section>`

/** What waits for an answer by age, what waits for the second person, what was asked again, and how answers were found. */
export const answerListPage = (view: View, state: ListState): Html =>
  appPage(view, {
    title: view.t('answers:list.title'),
    width: 'wide',
    lead: view.t('answers:list.lead'),
    body: html`${filters(view, state)}
    ${state.items.length === 0 && html`<p class="hint">${view.t('answers:list.empty')}</p>`}
    ${
      state.items.length > 0 &&
      html`<ul class="rows">
          ${state.items.map((item) => row(view, item))}
        </ul>
        ${listLinks(view, 'answers', `standing=${state.standing}`)}`
    }
    ${
      state.hasMore &&
      html`<p>
        <a class="button quiet" href="${answersPath}?standing=${state.standing}&page=${String(state.page + 1)}"
          >${view.t('answers:list.more')}</a
        >
      </p>`
    }
    ${ratingsPart(view, state.ratings)}`,
  })
