import { wordsIn, type AnsweredPerson, type Form, type FormContent } from '../../forms/index.ts'
import type { Unit } from '../../units/index.ts'
import { html, type Html } from '../html.ts'
import { appPage, emptyState } from '../layout.ts'
import type { View } from '../view.ts'
import { formatCount } from '../wording.ts'

type State = {
  readonly form: Form
  readonly content: FormContent
  readonly groups: readonly { readonly unit: Unit; readonly people: readonly AnsweredPerson[] }[]
}

/** Who of a group has answered, and nothing of what: for whoever reminds people at the door. */
export const answeredPage = (view: View, { content, groups }: State): Html =>
  appPage(view, {
    title: view.t('form-hall:who.title'),
    lead: wordsIn(view.locale, content.title),
    body:
      groups.length === 0
        ? emptyState(view.t('form-hall:who.none'), html`<p>${view.t('form-hall:who.lead')}</p>`)
        : html`<p>${view.t('form-hall:who.lead')}</p>
            ${groups.map(({ unit, people }) => {
              const answered = people.filter((one) => one.hasAnswered)
              const nameless = people.filter((one) => one.name === null)
              return html`<section class="panel" aria-labelledby="g-${unit.id}">
                <h2 id="g-${unit.id}">${unit.fullName}</h2>
                <p>
                  ${view.t('form-hall:who.count', {
                    answered: formatCount(view, answered.length),
                    all: formatCount(view, people.length),
                  })}
                </p>
                <ul>
                  ${people
                    .filter((one) => one.name !== null)
                    .map(
                      ({ name, hasAnswered }) =>
                        html`<li>
                          ${name}
                          <span class="chip ${hasAnswered ? 'good' : 'plain'}"
                            >${view.t(hasAnswered ? 'form-hall:who.yes' : 'form-hall:who.no')}</span
                          >
                        </li>`,
                    )}
                </ul>
                ${
                  nameless.length > 0 &&
                  html`<p class="hint">
                    ${view.t('form-hall:who.nameless', {
                      all: formatCount(view, nameless.length),
                      answered: formatCount(view, nameless.filter((one) => one.hasAnswered).length),
                    })}
                  </p>`
                }
              </section>`
            })}`,
  })
