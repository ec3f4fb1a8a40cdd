import type { ArticleAccount, ShownArticle } from '../../broadcasts/index.ts'
import { checkField, formToken, selectField, submit, textField } from '../fields.ts'
import { textOf, type Faults, type Form } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { fullMoment } from '../wording.ts'

export type ArticleState = {
  readonly broadcastId: string
  readonly isApproved: boolean
  /** The notice was stopped for good: what was done stays to be seen, and nothing more is asked for. */
  readonly isStopped: boolean
  readonly hasAddress: boolean
  readonly articles: readonly ShownArticle[]
  readonly accounts: readonly ArticleAccount[]
  readonly officerId: string
  readonly mayEdit: boolean
  readonly mayApprove: boolean
  /** Nobody else could approve for the unit in the last days. */
  readonly mayBeAlone: boolean
  /** What was typed, and what is wrong with it. */
  readonly form: Form
  readonly faults: Faults
}

const known = ['interrupted', 'unanswered', 'night', 'processing', 'retry', 'quota', 'stopped', 'overtaken'] as const
const more = ['tooLate', 'noAddress', 'declared'] as const

const whyOf = (view: View, why: string): string => {
  const word = [...known, ...more].find((one) => one === why)
  return word ? view.t(`console:article.why.${word}`) : view.t('console:article.why.refused', { code: why })
}

const one = (view: View, state: ArticleState, article: ShownArticle): Html => {
  const base = `/console/announcements/${state.broadcastId}/articles/${article.id}`
  const isOwn = article.askedBy === state.officerId
  const when = article.sentAt ?? article.nextTryAt
  const isAhead = article.state === 'asked' || (article.state === 'due' && article.postingAt === null)
  return html`<li>
    <p>
      <strong>${article.title}</strong><br />${article.description}<br />
      ${article.accountName}: ${view.t(`console:article.state.${article.state}`)}
      ${when !== null && `(${fullMoment(view, when)})`}
    </p>
    ${article.why !== null && html`<p class="hint">${whyOf(view, article.why)}</p>`}
    ${
      article.state === 'asked' &&
      !state.isStopped &&
      state.mayApprove &&
      (!isOwn || state.mayBeAlone) &&
      html`<form method="post" action="${base}/approve">
        ${formToken(view)}
        ${isOwn && textField({ name: 'aloneBecause', label: view.t('console:announcement.aloneBecause'), value: textOf(state.form, 'aloneBecause'), maxlength: 300, faults: state.faults })}
        ${submit(view.t('console:article.approve'))}
      </form>`
    }
    ${
      isAhead &&
      (state.mayEdit || state.mayApprove) &&
      html`<form method="post" action="${base}/withdraw">
        ${formToken(view)} ${submit(view.t('console:article.withdraw'), 'quiet')}
      </form>`
    }
    ${
      article.state === 'uncertain' &&
      !state.isStopped &&
      (state.mayEdit || state.mayApprove) &&
      html`<form method="post" action="${base}/unsent" novalidate>
        ${formToken(view)}
        ${checkField({
          name: 'hasLooked',
          label: view.t('console:article.look'),
          values: [],
          options: [{ value: '1', label: view.t('console:article.hasLooked') }],
          faults: state.faults,
        })}
        ${submit(view.t('console:article.askAgain'), 'quiet')}
      </form>`
    }
  </li>`
}

/** The notice for all followers of an account: what that means, what became of it, and the way to ask for it. */
export const articlePart = (view: View, state: ArticleState): Piece => {
  const { isApproved, isStopped, hasAddress, articles, mayEdit, faults } = state
  if (!isApproved) return null
  // One that failed or was withdrawn may be asked for again.
  const stands = articles.filter(({ state: of }) => of !== 'failed' && of !== 'withdrawn')
  const accounts = state.accounts.filter(({ id }) => !stands.some(({ accountId }) => accountId === id))
  return html`<section class="panel" id="article" aria-labelledby="article-title">
    <h2 id="article-title">${view.t('console:article.title')}</h2>
    <p>${view.t('console:article.everybody')}</p>
    <p class="hint">${view.t('console:article.noProof')}</p>
    <ul class="plain">
      ${articles.map((article) => one(view, state, article))}
    </ul>
    ${isStopped && html`<div class="banner note"><p>${view.t('console:article.why.stopped')} ${view.t('console:article.noMore')}</p></div>`}
    ${!isStopped && !hasAddress && html`<p>${view.t('console:article.noAddress')}</p>`}
    ${
      mayEdit &&
      !isStopped &&
      hasAddress &&
      accounts.length > 0 &&
      html`<form method="post" action="/console/announcements/${state.broadcastId}/articles">
        ${formToken(view)}
        ${selectField({
          name: 'accountId',
          label: view.t('console:article.account'),
          hint: view.t('console:article.quotaHint'),
          options: accounts.map(({ id, name, sentThisMonth }) => ({
            value: id,
            label: view.t('console:article.sentThisMonth', { name, sent: sentThisMonth }),
          })),
          value: textOf(state.form, 'accountId') || (accounts[0]?.id ?? ''),
          faults,
        })}
        ${submit(view.t('console:article.ask'), 'quiet')}
      </form>`
    }
  </section>`
}
