import {
  checkContent,
  isQuestion,
  itemKinds,
  itemsOf,
  limits,
  wordsIn,
  type ContentFault,
  type FormContent,
  type FormItem,
  type FormSection,
} from '../../forms/index.ts'
import { checkField, faultSummary, submit, textArea, textField } from '../fields.ts'
import { textOf, type Faults, type Form as Typed } from '../forms.ts'
import { html, type Html, type Piece } from '../html.ts'
import { appPage } from '../layout.ts'
import type { View } from '../view.ts'
import { hidden, pathOf, trailOf } from './parts.ts'
import type { ReadableForm } from './readable-form.ts'
import { conditionWords, targetWords } from './skip-words.ts'

type BuildState = ReadableForm & { readonly typed: Typed; readonly faults: Faults }

/** The words of the form as a whole, as fields hold them. */
export const headTyped = (content: FormContent): Typed => ({
  title: content.title.vi,
  title_en: content.title.en ?? '',
  intro: content.intro.vi,
  intro_en: content.intro.en ?? '',
  inEnglish: content.inEnglish ? 'yes' : '',
  isNoDecision: content.isNoDecision ? 'yes' : '',
})

const headPart = (view: View, { form, content, typed, faults }: BuildState): Html =>
  html`<form method="post" action="${pathOf(form.id, 'build')}" class="panel" novalidate>
    <h2>${view.t('form-builder:build.head')}</h2>
    ${hidden(view, form)}
    ${textField({ name: 'title', label: view.t('form-builder:field.title'), value: textOf(typed, 'title'), maxlength: limits.title, faults })}
    ${textArea({ name: 'intro', label: view.t('form-builder:field.intro'), hint: view.t('form-builder:field.introHint'), value: textOf(typed, 'intro'), rows: 4, faults })}
    ${
      content.inEnglish &&
      html`<div lang="en">
        ${textField({ name: 'title_en', label: view.t('form-builder:field.titleEn'), value: textOf(typed, 'title_en'), maxlength: limits.title, faults })}
        ${textArea({ name: 'intro_en', label: view.t('form-builder:field.introEn'), value: textOf(typed, 'intro_en'), rows: 4, faults })}
      </div>`
    }
    ${checkField({
      name: 'inEnglish',
      label: view.t('form-builder:field.english'),
      values: [textOf(typed, 'inEnglish')],
      options: [
        {
          value: 'yes',
          label: view.t('form-builder:field.englishYes'),
          hint: view.t('form-builder:field.englishHint'),
        },
      ],
      faults,
    })}
    ${checkField({
      name: 'isNoDecision',
      label: view.t('form-builder:field.noDecision'),
      values: [textOf(typed, 'isNoDecision')],
      options: [
        {
          value: 'yes',
          label: view.t('form-builder:field.noDecisionYes'),
          hint: view.t('form-builder:field.noDecisionHint'),
        },
      ],
      faults,
    })}
    ${submit(view.t('form-builder:save'), 'quiet')}
  </form>`

/** Up and down: what stands at the edge has only one of them. */
const moveButtons = (
  view: View,
  { form }: ReadableForm,
  given: {
    readonly name: 'item' | 'section'
    readonly id: string
    readonly of: string
    readonly ways: readonly string[]
  },
): Piece =>
  given.ways.length > 0 &&
  html`<form method="post" action="${pathOf(form.id, 'build/move')}" class="actions">
    ${hidden(view, form)}<input type="hidden" name="${given.name}" value="${given.id}" />
    ${given.ways.map(
      (way) =>
        html`<button class="button quiet small" type="submit" name="way" value="${way}">
          ${view.t(way === 'up' ? 'form-builder:build.up' : 'form-builder:build.down')}<span class="visually-hidden">
            ${given.of}</span
          >
        </button>`,
    )}
  </form>`

const waysOf = (at: number, length: number): readonly string[] => [
  ...(at > 0 ? ['up'] : []),
  ...(at < length - 1 ? ['down'] : []),
]

const skipLines = (view: View, content: FormContent, item: FormItem): Piece =>
  isQuestion(item) &&
  (item.skips?.length ?? 0) > 0 &&
  html`<ul class="hint">
    ${item.skips?.map(
      (skip) =>
        html`<li>
          ${view.t('form-builder:build.skip', {
            when: conditionWords(view, item, skip.when),
            to: targetWords(view, content, skip.to),
          })}
        </li>`,
    )}
  </ul>`

const itemRow = (view: View, state: ReadableForm, item: FormItem, faults: readonly ContentFault[]): Html => {
  const { form, content } = state
  const items = itemsOf(content)
  const at = items.indexOf(item)
  const place = view.t('form-builder:item.place', { place: at + 1 })
  const text = wordsIn(view.locale, item.text)
  return html`<li class="row" id="i-${item.id}">
    <div>
      <span class="hint"
        >${place} ·
        ${view.t(`form-builder:kind.${item.kind}`)}${isQuestion(item) && item.required && ` · ${view.t('form-builder:item.required')}`}</span
      >
      <p>
        <a href="${pathOf(form.id, `items/${item.id}`)}">${text === '' ? view.t('form-builder:item.noText') : text}</a>
      </p>
      ${'choices' in item && html`<p class="hint">${item.choices.map((choice) => wordsIn(view.locale, choice.text)).join(' · ')}</p>`}
      ${skipLines(view, content, item)}
      ${faults
        .filter((fault) => fault.item === item.id)
        .map((fault) => html`<p class="fault">${view.t(`forms:fault.${fault.why}`, fault.values)}</p>`)}
    </div>
    ${moveButtons(view, state, { name: 'item', id: item.id, of: place, ways: waysOf(at, items.length) })}
  </li>`
}

const sectionPart = (view: View, state: BuildState, section: FormSection, faults: readonly ContentFault[]): Html => {
  const { form, content } = state
  const { sections } = content
  const at = sections.indexOf(section)
  const named = wordsIn(view.locale, section.title)
  const name = named === '' ? view.t('form-builder:build.section', { place: at + 1 }) : named
  const field = (part: string): string => `s-${section.id}-${part}`
  return html`<section class="panel" aria-labelledby="${field('head')}">
    <div class="title-row">
      <h2 id="${field('head')}">${name}</h2>
      ${moveButtons(view, state, { name: 'section', id: section.id, of: name, ways: waysOf(at, sections.length) })}
    </div>
    ${
      section.items.length === 0
        ? html`<p class="hint">${view.t('form-builder:build.noItems')}</p>`
        : html`<ol class="rows">
            ${section.items.map((item) => itemRow(view, state, item, faults))}
          </ol>`
    }
    <form method="get" action="${pathOf(form.id, 'items/new')}" class="inline">
      <input type="hidden" name="section" value="${section.id}" />
      <div class="field">
        <label for="${field('kind')}">${view.t('form-builder:build.kind')}</label>
        <select id="${field('kind')}" name="kind">
          ${itemKinds.map((kind) => html`<option value="${kind}">${view.t(`form-builder:kind.${kind}`)}</option>`)}
        </select>
      </div>
      ${submit(view.t('form-builder:build.add'), 'quiet')}
    </form>
    <details>
      <summary>${view.t('form-builder:build.sectionEdit')}</summary>
      <form method="post" action="${pathOf(form.id, 'build/section')}" novalidate>
        ${hidden(view, form)}<input type="hidden" name="section" value="${section.id}" />
        ${textField({ name: field('vi'), label: view.t('form-builder:field.sectionTitle'), value: section.title.vi, maxlength: limits.title })}
        ${
          content.inEnglish &&
          textField({
            name: field('en'),
            label: view.t('form-builder:field.sectionTitleEn'),
            value: section.title.en ?? '',
            maxlength: limits.title,
          })
        }
        <p class="actions">
          ${submit(view.t('form-builder:save'), 'quiet')}
          ${
            sections.length > 1 &&
            html`<button class="button danger" type="submit" name="remove" value="yes">
              ${view.t('form-builder:build.sectionRemove')}
            </button>`
          }
        </p>
      </form>
    </details>
  </section>`
}

export const buildPage = (view: View, state: BuildState): Html => {
  const { form, content } = state
  const faults = checkContent(content)
  const ofForm = faults.filter((fault) => fault.item === undefined)
  return appPage(view, {
    title: view.t('form-builder:build.title'),
    trail: trailOf(view, state),
    lead: view.t('form-builder:build.lead'),
    actions: html`<a class="button quiet" href="${pathOf(form.id, 'preview')}">${view.t('form-builder:preview.open')}</a
      ><a class="button primary" href="${pathOf(form.id)}">${view.t('form-builder:build.done')}</a>`,
    body: html`${faultSummary(view, state.faults)}
    ${form.state === 'open' && html`<div class="banner note"><p>${view.t('form-builder:build.isOpen')}</p></div>`}
    ${form.state === 'asked' && html`<div class="banner note"><p>${view.t('form-builder:build.isAsked')}</p></div>`}
    ${
      faults.length === 0
        ? html`<div class="banner good"><p>${view.t('form-builder:one.ready')}</p></div>`
        : html`<div class="banner warn">
            <p>${view.t('form-builder:one.notReady', { count: faults.length })}</p>
            ${
              ofForm.length > 0 &&
              html`<ul>
                ${ofForm.map((fault) => html`<li>${view.t(`forms:fault.${fault.why}`, fault.values)}</li>`)}
              </ul>`
            }
          </div>`
    }
    ${headPart(view, state)} ${content.sections.map((section) => sectionPart(view, state, section, faults))}
    ${
      content.sections.length < limits.sections &&
      html`<form method="post" action="${pathOf(form.id, 'build/section')}" class="panel" novalidate>
        <h2>${view.t('form-builder:build.newSection')}</h2>
        ${hidden(view, form)}
        ${textField({ name: 's--vi', label: view.t('form-builder:field.sectionTitle'), value: '', maxlength: limits.title })}
        ${
          content.inEnglish &&
          textField({
            name: 's--en',
            label: view.t('form-builder:field.sectionTitleEn'),
            value: '',
            maxlength: limits.title,
          })
        }
        ${submit(view.t('form-builder:build.newSectionSubmit'), 'quiet')}
      </form>`
    }`,
  })
}
