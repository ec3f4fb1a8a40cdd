import { isJoinable, shareOf, type DialogueRequest, type RequestState, type Standing } from '../../requests/index.ts'
import { html, type Html, type Piece } from '../html.ts'
import type { View } from '../view.ts'
import { formatCount, shortDay } from '../wording.ts'

export const listPath = '/console/dialogue-requests'
export const pathOf = (id: string, part = ''): string => `${listPath}/${id}${part === '' ? '' : `/${part}`}`

const tones: Readonly<Record<RequestState, 'plain' | 'good' | 'warn' | 'bad'>> = {
  asked: 'warn',
  open: 'plain',
  reached: 'good',
  handed_over: 'good',
  called: 'good',
  declined: 'bad',
  refused: 'bad',
  lapsed: 'plain',
  withdrawn: 'plain',
}

export const stateChip = (view: View, state: RequestState): Html =>
  html`<span class="chip ${tones[state]}">${view.t(`requests:state.${state}`)}</span>`

export const trailOf = (view: View, request?: DialogueRequest): readonly { path: string; label: string }[] => [
  { path: listPath, label: view.t('requests:title') },
  ...(request ? [{ path: pathOf(request.id), label: request.title ?? view.t('requests:list.untitled') }] : []),
]

export type Base = Pick<Standing, 'base' | 'rule' | 'needed'>

/** What the share is computed from: the voters with their source, and the rule with its. */
export const basePart = (view: View, unitId: string, standing: Base, mayState: boolean): Html => {
  const { base, rule, needed } = standing
  return html`<p>
      ${
        base
          ? view.t('requests:base.stated', {
              voters: formatCount(view, base.voters),
              date: shortDay(base.asOf),
              source: base.source,
            })
          : view.t('requests:base.missing')
      }
      ${
        mayState &&
        html`<a href="${listPath}/voters?unit=${encodeURIComponent(unitId)}"
          >${view.t(base ? 'requests:base.change' : 'requests:base.state')}</a
        >`
      }
    </p>
    <p class="hint">
      ${
        rule
          ? view.t(needed === null ? 'requests:base.ruleOnly' : 'requests:base.rule', {
              source: rule.source,
              percent: rule.percent,
              needed: needed === null ? '' : formatCount(view, needed),
            })
          : view.t('requests:base.noRule')
      }
    </p>`
}

const fact = (view: View, label: string, count: number): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${formatCount(view, count)}</dd>
  </div>`

/** Who asks, who counts, and what is missing. */
export const countsPart = (view: View, request: DialogueRequest, standing: Standing, mayWrite: boolean): Html => {
  // Once it has ended the figures are history.
  const mayState = mayWrite && isJoinable(request.state)
  const { base, counted, lacking } = standing
  const share: Piece =
    base &&
    html`<p>
      <strong
        >${view.t('requests:one.share', {
          counted: formatCount(view, counted),
          voters: formatCount(view, base.voters),
          share: shareOf(counted, base.voters),
        })}</strong
      >
      ${lacking !== null && (lacking > 0 ? view.t('requests:one.lacking', { count: lacking }) : view.t('requests:one.enough'))}
    </p>`
  return html`<section class="panel" aria-labelledby="counts">
    <h2 id="counts">${view.t('requests:one.counts')}</h2>
    <dl class="facts">
      ${fact(view, view.t('requests:one.joined'), standing.joined)}
      ${fact(view, view.t('requests:one.counted'), counted)}
      ${fact(view, view.t('requests:one.inChat'), standing.inChat)}
      ${fact(view, view.t('requests:one.verified'), standing.verified)}
      ${fact(view, view.t('requests:one.onPaper'), standing.onPaper)}
      ${standing.twice > 0 && fact(view, view.t('requests:one.twice'), standing.twice)}
    </dl>
    ${share} ${basePart(view, request.unitId, standing, mayState)}
  </section>`
}
