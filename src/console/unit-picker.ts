import type { House } from '../database/index.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { findUnit, holdsOnDay, searchUnits, type Unit, type UnitLevel, type UnitMatch } from './places.ts'
import { html, type Html, type Piece } from './html.ts'
import { textOf, type Faults, type Form } from './forms.ts'
import type { View } from './view.ts'

export type PickedUnit =
  | { readonly kind: 'picked'; readonly unit: Unit }
  /** Several are possible: the person chooses. */
  | { readonly kind: 'ask'; readonly matches: readonly UnitMatch[] }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'missing' }

type Options = { readonly levels?: readonly UnitLevel[]; readonly within?: string }

const mostSuggestions = 8

export const suggestUnits = async (house: House, text: string, options: Options): Promise<readonly UnitMatch[]> =>
  text.trim() === ''
    ? []
    : await searchUnits(house.database, text.slice(0, 200), {
        on: vietnamDate(house.clock.now()),
        limit: mostSuggestions,
        ...options,
      })

/**
 * Reads a place from a form: the one that was chosen from the list while the text beside it is still its name, else
 * what the text means. One exact meaning is taken; several are asked back.
 */
export const readPickedUnit = async (
  house: House,
  form: Form,
  name: string,
  options: Options = {},
): Promise<PickedUnit> => {
  const text = textOf(form, name).trim()
  const id = textOf(form, `${name}_id`)
  if (text === '' && id === '') return { kind: 'missing' }
  const day = vietnamDate(house.clock.now())
  if (id !== '') {
    const unit = await findUnit(house.database, id.slice(0, 60))
    const isLevel = options.levels === undefined || (unit !== undefined && options.levels.includes(unit.level))
    const isWithin = options.within === undefined || unit?.path.includes(options.within)
    if (unit && isLevel && isWithin && holdsOnDay(unit, day) && (text === '' || text === unit.fullName)) {
      return { kind: 'picked', unit }
    }
  }
  const matches = await suggestUnits(house, text, options)
  const [first] = matches
  if (!first) return { kind: 'unknown' }
  const exact = matches.filter((match) => match.unit.fullName.toLocaleLowerCase('vi') === text.toLocaleLowerCase('vi'))
  const [only] = exact.length === 1 ? exact : matches.length === 1 ? matches : []
  const unit = only && (await findUnit(house.database, only.unit.id))
  return unit ? { kind: 'picked', unit } : { kind: 'ask', matches }
}

/** A sentence for each way in which a place may be missing. */
export const unitFault = (view: View, picked: PickedUnit): string | undefined => {
  if (picked.kind === 'picked') return undefined
  if (picked.kind === 'ask') return view.t('console:unit.choose')
  return view.t(picked.kind === 'missing' ? 'console:unit.missing' : 'console:unit.unknown')
}

/** What a found unit is shown as: with its province, and the old name by which it was found. */
export const matchLabel = (view: View, match: UnitMatch): Html => {
  const old = match.kind === 'old-name' && view.t('console:unit.formerly', { name: match.named.fullName })
  const where = [match.unit.province === match.unit.fullName ? '' : match.unit.province, old || '']
  return html`<span>${match.unit.fullName}</span
    ><span class="hint">${where.filter((part) => part !== '').join(' · ')}</span>`
}

/** Radio buttons for found units. Stands below the field, put there by the server or, while typing, by htmx. */
export const unitChoices = (view: View, name: string, matches: readonly UnitMatch[], chosen = ''): Piece =>
  matches.length > 0 &&
  html`<fieldset class="choices picks">
    <legend class="visually-hidden">${view.t('console:unit.found')}</legend>
    ${matches.map(
      (match, index) =>
        html`<div class="choice">
          <input
            type="radio"
            name="${name}_id"
            id="f-${name}-pick-${index}"
            value="${match.unit.id}"
            data-picks="f-${name}"
            data-name="${match.unit.fullName}"
            ${match.unit.id === chosen && html`checked`}
          />
          <label for="f-${name}-pick-${index}">${matchLabel(view, match)}</label>
        </div>`,
    )}
  </fieldset>`

export type UnitField = {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly value: string
  readonly chosen?: string
  readonly matches?: readonly UnitMatch[]
  readonly faults?: Faults
  readonly scope: 'commune' | 'any' | 'audience'
}

/** A field for a place: free text in any spelling, and the list of what it may mean. */
export const unitField = (view: View, field: UnitField): Html => {
  const fault = field.faults?.[field.name]
  const { name } = field
  return html`<div class="field">
    <label for="f-${name}">${field.label}</label>
    ${field.hint && html`<p class="hint" id="f-${name}-hint">${field.hint}</p>`}
    ${fault && html`<p class="fault" id="f-${name}-fault">${fault}</p>`}
    <input
      id="f-${name}"
      name="${name}"
      type="text"
      value="${field.value}"
      autocomplete="off"
      spellcheck="false"
      ${(field.hint ?? fault) && html`aria-describedby="${field.hint && `f-${name}-hint`} ${fault && `f-${name}-fault`}"`}
      ${fault && html`aria-invalid="true"`}
      hx-get="/console/places?field=${name}&scope=${field.scope}"
      hx-trigger="input changed delay:250ms"
      hx-target="#f-${name}-found"
      hx-include="this"
      hx-sync="this:replace"
    />
    <div id="f-${name}-found" aria-live="polite">
      ${
        field.matches && field.matches.length > 0
          ? unitChoices(view, name, field.matches, field.chosen)
          : field.chosen && html`<input type="hidden" name="${name}_id" value="${field.chosen}" />`
      }
    </div>
  </div>`
}
