import type { LetterKind } from '../../broadcasts/index.ts'
import { wordsIn, type FormContent, type FormQuestion, type FormResults } from '../../forms/index.ts'
import { pathOf, titleOf, trailOf } from '../forms/parts.ts'
import type { ReadableForm } from '../forms/readable-form.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'
import { questionPart } from './question-part.ts'

type State = ReadableForm & {
  readonly results: FormResults | null
  readonly contents: readonly FormContent[]
  /** As what the results may be sent, by whoever reads this page. */
  readonly letter: LetterKind | null
}

const fact = (label: string, value: Piece): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`

const totals = (view: View, { total, ways, main }: FormResults): Html =>
  html`<dl class="facts">
    ${(['persons', 'households', 'aside'] as const).map(
      (one) =>
        (one === main || total[one] > 0) && fact(view.t(`form-results:total.${one}`), formatCount(view, total[one])),
    )}
    ${ways && fact(view.t('form-results:total.digital'), formatCount(view, ways.digital))}
    ${ways && fact(view.t('form-results:total.paper'), formatCount(view, ways.paper))}
  </dl>`

const placesPart = (view: View, { places, elsewhere }: FormResults, least: number): Html => {
  const answered = places.filter((place) => place.answered !== null)
  const silent = places.filter((place) => place.answered === null)
  return html`<section class="panel" aria-labelledby="places">
    <h2 id="places">${view.t('form-results:places.title')}</h2>
    <div class="table-box">
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">${view.t('form-results:places.place')}</th>
            <th scope="col" class="number">${view.t('form-results:places.answered')}</th>
            <th scope="col" class="number">${view.t('form-results:places.residents')}</th>
          </tr>
        </thead>
        <tbody>
          ${answered.map(
            (place) =>
              html`<tr>
                <th scope="row">${place.name}</th>
                <td class="number" data-label="${view.t('form-results:places.answered')}">
                  ${formatCount(view, place.answered ?? 0)}
                </td>
                <td class="number" data-label="${view.t('form-results:places.residents')}">
                  ${formatCount(view, place.residents)}
                </td>
              </tr>`,
          )}
          <tr>
            <th scope="row">${view.t('form-results:places.elsewhere')}</th>
            <td class="number" data-label="${view.t('form-results:places.answered')}">
              ${formatCount(view, elsewhere)}
            </td>
            <td></td>
          </tr>
        </tbody>
      </table>
    </div>
    ${silent.length === 0 && html`<p>${view.t('form-results:places.noneSilent')}</p>`}
    ${
      silent.length > 0 &&
      html`<h3>${view.t('form-results:places.silent', { least })}</h3>
        <p class="hint">${view.t('form-results:places.silentHint')}</p>
        <ul>
          ${silent.map(({ name }) => html`<li>${name}</li>`)}
        </ul>`
    }
  </section>`
}

/** Whoever answered hears what came of it: by a letter that an officer edits and a second person approves. */
const sendPart = (view: View, { form, letter }: State): Piece =>
  form.state === 'closed' &&
  html`<section class="panel" aria-labelledby="send">
    <h2 id="send">${view.t('form-results:send.title')}</h2>
    <p>${view.t(form.dialogueId === null ? 'form-results:send.noSession' : `form-results:send.${form.naming}`)}</p>
    ${
      letter &&
      html`<p class="actions">
        <a class="button quiet" href="/console/dialogues/${form.dialogueId}/letters/${letter}?form=${form.id}"
          >${view.t('form-results:send.draft')}</a
        >
      </p>`
    }
  </section>`

const bodyOf = (view: View, state: State): Piece => {
  const { form, results, contents, content } = state
  if (!results) return html`<p>${view.t('form-results:notYet')}</p>`
  const path = pathOf(form.id, 'results')
  const shared = { results, contents, wordsPath: `${path}/words` }
  return html`${form.state === 'open' && html`<div class="banner warn"><p>${view.t('form-results:interim')}</p></div>`}
    ${content.isNoDecision && html`<p>${view.t('form-results:notDecision')}</p>`} ${totals(view, results)}
    <section class="panel" aria-labelledby="small">
      <h2 id="small">${view.t('form-results:small.title')}</h2>
      <p>${view.t('form-results:small.why', { most: form.smallestCell - 1, mark: view.t('form-results:mark') })}</p>
    </section>
    ${results.questions.map((one, at) => questionPart(view, shared, one, at + 1))}
    ${placesPart(view, results, form.smallestCell)} ${sendPart(view, state)}
    <section class="panel" aria-labelledby="download">
      <h2 id="download">${view.t('form-results:download')}</h2>
      <p>${view.t('form-results:download.why')}</p>
      <p class="actions">
        <a class="button quiet" href="${path}.csv">${view.t('form-results:download.csv')}</a>
        <a class="button quiet" href="${path}.xlsx">${view.t('form-results:download.xlsx')}</a>
        <a class="button quiet" href="${path}/codes.csv">${view.t('form-results:download.codes')}</a>
      </p>
    </section>`
}

export const resultsPage = (view: View, state: State): Html =>
  appPage(view, {
    title: view.t('form-results:title'),
    trail: trailOf(view, state),
    lead: titleOf(view, state.content),
    body: bodyOf(view, state),
  })

/** What was said in words to one question, masked. */
export const wordsPage = (
  view: View,
  found: ReadableForm,
  given: { readonly item: FormQuestion; readonly words: readonly string[]; readonly next: string | undefined },
): Html =>
  appPage(view, {
    title: view.t('form-results:words.title'),
    trail: [...trailOf(view, found), { path: pathOf(found.form.id, 'results'), label: view.t('form-results:title') }],
    lead: wordsIn(view.locale, given.item.text),
    body: html`<p class="hint">${view.t('form-results:words.hint')}</p>
      ${given.words.length === 0 && html`<p>${view.t('form-results:nobody')}</p>`}
      <ul>
        ${given.words.map((text) => html`<li>${text}</li>`)}
      </ul>
      ${given.next !== undefined && html`<p><a href="?after=${given.next}">${view.t('form-results:words.more')}</a></p>`}`,
  })
