import {
  itemsOf,
  placesOf,
  wordsIn,
  type Form,
  type FormContent,
  type FormItem,
  type FormQuestion,
} from '../../forms/index.ts'
import { formatCode } from '../../kernel/codes.ts'
import { describeTime } from '../../dialogues/index.ts'
import { assetPath } from '../assets.ts'
import { html, type Html, type Piece } from '../html.ts'
import { printPage } from '../layout.ts'
import type { View } from '../view.ts'
import { baseOf } from './hub-page.ts'

const choices = (item: FormQuestion): readonly string[] =>
  'choices' in item ? item.choices.map((choice) => wordsIn('vi', choice.text)) : []

const room = (view: View, item: FormQuestion): Piece => {
  switch (item.kind) {
    case 'single':
    case 'multiple':
      return html`<ol class="boxes">
        ${choices(item).map((words) => html`<li><span class="box"></span> ${words}</li>`)}
      </ol>`
    case 'ranking':
      return html`<ol class="boxes">
          ${choices(item).map((words) => html`<li>${words}</li>`)}
        </ol>
        <p>
          ${Array.from({ length: placesOf(item) }, (_none, at) => html`${view.t('form-paper:sheet.place', { place: at + 1 })} <span class="blank short"></span> `)}
        </p>`
    case 'scale':
      return html`<p class="scale-boxes">
        ${item.low && html`${wordsIn('vi', item.low)} `}
        ${Array.from({ length: item.to - item.from + 1 }, (_none, at) => html`<span class="box"></span> ${item.from + at} `)}
        ${item.high && html` ${wordsIn('vi', item.high)}`}
      </p>`
    case 'number':
    case 'short_text':
      return html`<p><span class="blank"></span></p>`
    case 'long_text':
      return html`<p><span class="blank"></span><span class="blank"></span><span class="blank"></span></p>`
    case 'voice':
    case 'photo':
      return html`<p class="hint">${view.t('form-paper:sheet.byChat')}</p>`
  }
}

const kindHint = (view: View, item: FormQuestion): string => {
  if (item.kind === 'single') return view.t('form-paper:sheet.one')
  if (item.kind === 'multiple')
    return item.most === undefined
      ? view.t('form-paper:sheet.several')
      : view.t('form-paper:sheet.atMost', { most: item.most })
  return item.kind === 'ranking' ? view.t('form-paper:sheet.rank') : ''
}

/** Where skip logic leads, in words: "Nếu chọn “Hài lòng”, xin sang câu 4." */
const skipWords = (view: View, item: FormQuestion, numbers: ReadonlyMap<string, number>): Piece =>
  (item.skips ?? []).map((skip) => {
    const choice = 'choices' in item ? item.choices.find((one) => one.id === skip.when) : undefined
    const when =
      skip.when === 'skipped'
        ? view.t('form-paper:sheet.whenSkipped')
        : view.t('form-paper:sheet.when', { answer: choice ? wordsIn('vi', choice.text) : skip.when })
    const number = numbers.get(skip.to)
    const to = number === undefined ? view.t('form-paper:sheet.toEnd') : view.t('form-paper:sheet.to', { number })
    return html`<p class="skip-words">${when}, ${to}</p>`
  })

/** The number of the question that an item leads to: of a note the next one. */
const numbersOf = (items: readonly FormItem[]): ReadonlyMap<string, number> => {
  const numbers = new Map<string, number>()
  let number = 1
  for (const item of items) {
    numbers.set(item.id, number)
    if (item.kind !== 'note') number += 1
  }
  return numbers
}

/** The form as a sheet to be filled in by hand. Always Vietnamese: it is read in the village. */
export const sheetPage = (
  view: View,
  { form, content, unit }: { readonly form: Form; readonly content: FormContent; readonly unit: string },
): Html => {
  const numbers = numbersOf(itemsOf(content))
  return printPage(
    view,
    wordsIn('vi', content.title),
    html`<link rel="stylesheet" href="${assetPath('form-paper.css')}" />
      <article class="sheet-form" lang="vi">
        <p class="sheet-head">
          <span>${view.t('form-paper:sheet.front', { unit })}</span>
          <span
            >${view.t('form-paper:sheet.code', { code: formatCode(form.code) })} · ${view.t('form-paper:sheet.number')}
            <span class="blank short"></span
          ></span>
        </p>
        <h1>${wordsIn('vi', content.title)}</h1>
        <p>${wordsIn('vi', content.intro)}</p>
        ${content.isNoDecision && html`<p>${view.t('form-web:noDecision')}</p>`}
        <p>
          ${view.t(`form-paper:sheet.naming.${form.naming}`)}
          ${view.t('form-paper:sheet.until', { until: describeTime('vi', form.closesAt) })}
        </p>
        ${form.counts !== 'persons' && html`<p>${view.t('form-paper:sheet.household')} <span class="blank"></span></p>`}
        ${form.naming === 'named' && html`<p>${view.t('form-paper:sheet.name')} <span class="blank"></span></p>`}
        ${content.sections.map(
          (section) => html`
            ${wordsIn('vi', section.title) !== '' && html`<h2>${wordsIn('vi', section.title)}</h2>`}
            ${section.items.map((item) =>
              item.kind === 'note'
                ? html`<p>${wordsIn('vi', item.text)}</p>`
                : html`<section class="sheet-question">
                    <p>
                      <strong>${view.t('form-paper:sheet.question', { number: numbers.get(item.id) ?? 0 })}</strong>
                      ${wordsIn('vi', item.text)} <em>${kindHint(view, item)}</em>
                    </p>
                    ${room(view, item)} ${skipWords(view, item, numbers)}
                  </section>`,
            )}
          `,
        )}
      </article>`,
    baseOf(form),
  )
}
