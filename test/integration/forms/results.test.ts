import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  closeDueForms,
  findForm,
  readResults,
  submitAnswer,
  type Form,
  type FormContent,
  type Values,
} from '../../../src/forms/index.ts'
import { systemActor } from '../../../src/kernel/actor.ts'
import { ward as wardId } from '../broadcasts/ward.ts'
import { openForms, rubbishForm, type FormsHouse } from './forms-house.ts'

let forms: FormsHouse
beforeAll(async () => {
  forms = await openForms()
})
afterAll(async () => await forms.close())

const job = systemActor('forms')

const closing = async (form: Form): Promise<Form> => {
  await forms.sql`update forms set closes_at = ${forms.house.clock.now().toISOString()}::timestamptz, opens_at = opens_at - interval '1 day' where id = ${form.id}`
  while ((await forms.as(job, closeDueForms)) > 0);
  const closed = await findForm(forms.house.database, form.id)
  if (!closed) throw new Error('the form is gone')
  return closed
}

/** The same numbers in every run. */
const randomFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

type Raw = {
  readonly placeId: string
  readonly isPaper: boolean
  readonly household: string
  readonly content: 'yes' | 'no'
  readonly change: readonly string[] | null
  readonly sex: 'female' | 'male' | null
}

test('the statistics of 2,000 answers are those of other code that counts the answers one by one', async () => {
  const random = randomFrom(5)
  const places = [1, 2, 3, 4, 5].map((number) => `${wardId}-r${number}`)
  for (const [at, id] of places.entries()) {
    await forms.sql`insert into units (id, parent_id, path, level, type, name, full_name, folded, valid_from)
      select ${id}, u.id, u.path || ${id}::text, 'group', 'ward_group', ${String(at + 71)}, ${`Tổ ${at + 71}`},
        ${`to ${at + 71}`}, '2025-07-01' from units u where u.id = ${wardId}`
  }
  const form = await forms.open({ counts: 'both' })
  const raw: Raw[] = Array.from({ length: 2_000 }, () => {
    const content = random(3) === 0 ? 'no' : 'yes'
    const sex = (['female', 'male', null] as const)[random(3)] ?? null
    const change = ['hours', 'place', 'days'].filter(() => random(3) === 0).slice(0, 2)
    // The last place has three answers, and only men have spoken there.
    const at = random(700) === 0 ? 4 : random(4)
    return {
      placeId: places[at] ?? '',
      isPaper: random(4) === 0,
      household: `số nhà ${random(400)}`,
      content,
      change: content === 'yes' ? null : change.length === 0 ? ['days'] : change,
      sex,
    }
  })
  for (let from = 0; from < raw.length; from += 250) {
    await forms.as(job, async (scope) => {
      for (const one of raw.slice(from, from + 250)) {
        const values: Values = {
          content: { choice: one.content },
          ...(one.change ? { change: { choices: [...one.change] }, words: null } : {}),
          sex: one.sex ? { choice: one.sex } : null,
        }
        const source = one.isPaper ? 'paper' : 'web'
        await submitAnswer(scope, {
          formId: form.id,
          version: 1,
          values,
          source,
          placeId: one.placeId,
          household: one.household,
        })
      }
    })
  }
  const results = await readResults(forms.house.database, await closing(form), forms.front)

  const households = new Set(raw.map((one) => `${one.placeId} ${one.household}`)).size
  expect(results.total).toEqual({ persons: 2_000, households, aside: 0 })
  const paper = raw.filter((one) => one.isPaper).length
  expect(results.ways).toEqual({ digital: 2_000 - paper, paper })

  const says = (one: Raw, question: string, value: string): boolean => {
    if (question === 'content') return one.content === value
    if (question === 'sex') return one.sex === value
    return one.change?.includes(value) ?? false
  }
  const sizes = places.map((id) => ({ id, size: raw.filter((one) => one.placeId === id).length }))
  const [least, next] = sizes.toSorted((one, other) => one.size - other.size)
  expect(least?.size).toBeLessThan(form.smallestCell)
  // The small place takes the next one with it: alone it would be the sum less the others.
  const small = [least?.id ?? '', next?.id ?? '']
  const cellOf = (one: Raw, split: string): string => {
    if (split === 'place') return small.includes(one.placeId) ? '?' : one.placeId
    if (split === 'sex') return one.sex ?? '?'
    return one.isPaper ? 'paper' : 'digital'
  }
  let compared = 0
  let hidden = 0
  const compare = (shown: number | null | undefined, raws: readonly Raw[]): void => {
    compared += 1
    if (shown === null) hidden += 1
    else expect(shown).toBe(raws.length)
    if (raws.length > 0 && raws.length < form.smallestCell) expect(shown).toBeNull()
  }
  for (const { item, answered, reached, passed, values, tables } of results.questions) {
    const came = raw.filter((one) => (item.id === 'change' || item.id === 'words' ? one.content === 'no' : true))
    expect(reached).toBe(came.length)
    if (item.id === 'words') continue
    const said = came.filter((one) => item.id !== 'sex' || one.sex !== null)
    expect([answered, passed]).toEqual([said.length, came.length - said.length])
    for (const { value, counts } of values)
      compare(
        counts.persons,
        said.filter((one) => says(one, item.id, value)),
      )
    for (const { split, rows } of tables) {
      for (const { cell, base, counts } of rows) {
        const there = said.filter((one) => cellOf(one, split) === cell)
        compare(base, there)
        for (const [at, { value }] of values.entries()) {
          compare(
            counts[at],
            there.filter((one) => says(one, item.id, value)),
          )
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(50)
  expect(hidden).toBeLessThan(compared / 3)
  const shownPlaces = results.places.filter(({ answered }) => answered !== null)
  expect(shownPlaces.map(({ id }) => id).toSorted()).toEqual(places.filter((id) => !small.includes(id)))
  expect(shownPlaces.reduce((sum, { answered }) => sum + (answered ?? 0), results.elsewhere)).toBe(2_000)
})

const householdForm: FormContent = {
  ...rubbishForm,
  sections: [
    {
      id: 's1',
      title: { vi: 'Ngõ phố' },
      items: [
        { kind: 'scale', id: 'clean', text: { vi: 'Ngõ sạch đến mức nào?' }, required: true, from: 1, to: 5 },
        {
          kind: 'ranking',
          id: 'first',
          text: { vi: 'Việc nào cần làm trước?' },
          required: false,
          places: 2,
          choices: ['drain', 'light', 'trees'].map((id) => ({ id, text: { vi: id } })),
        },
        { kind: 'number', id: 'people', text: { vi: 'Nhà có mấy người?' }, required: false, least: 1, most: 400 },
        {
          kind: 'single',
          id: 'age',
          text: { vi: 'Ông/bà bao nhiêu tuổi?' },
          required: false,
          measures: 'age',
          choices: ['18-29', '30-44', '60up'].map((id) => ({ id, text: { vi: id } })),
        },
      ],
    },
  ],
}

type Said = {
  readonly household: string
  readonly clean: number
  readonly first: readonly string[] | null
  readonly people: number | null
  readonly age: string | null
}

test('of 900 answers of 400 households each household is counted once, by its first, as other code counts them', async () => {
  const random = randomFrom(11)
  const form = await forms.open({ counts: 'households' }, householdForm)
  const said: Said[] = Array.from({ length: 900 }, () => ({
    household: `số nhà ${random(400)}`,
    clean: 1 + random(5),
    first:
      random(4) === 0
        ? null
        : (['drain,light', 'light,trees', 'trees,drain', 'drain,trees'][random(4)] ?? '').split(','),
    people: random(9) === 0 ? null : 1 + random(400),
    age: ['18-29', '30-44', '60up', null][random(4)] ?? null,
  }))
  for (let from = 0; from < said.length; from += 300) {
    await forms.as(job, async (scope) => {
      for (const one of said.slice(from, from + 300)) {
        const values: Values = {
          clean: { number: one.clean },
          first: one.first && { choices: [...one.first] },
          people: one.people === null ? null : { number: one.people },
          age: one.age === null ? null : { choice: one.age },
        }
        const { household } = one
        await submitAnswer(scope, { formId: form.id, version: 1, values, source: 'web', placeId: wardId, household })
      }
    })
  }
  const results = await readResults(forms.house.database, await closing(form), forms.front)

  const counted = said.filter((one, at) => said.findIndex(({ household }) => household === one.household) === at)
  expect(results.main).toBe('households')
  expect(results.total).toEqual({ persons: 0, households: counted.length, aside: said.length - counted.length })
  const question = (id: string) => {
    const found = results.questions.find(({ item }) => item.id === id)
    if (!found) throw new Error(`${id} is not among the results`)
    return found
  }
  const shown = (id: string) => question(id).values.map(({ value, counts }) => [value, counts.households])
  const many = (fits: (one: Said) => boolean): number => counted.filter(fits).length
  expect(shown('clean')).toEqual([1, 2, 3, 4, 5].map((step) => [String(step), many(({ clean }) => clean === step)]))
  expect(shown('age')).toEqual(['18-29', '30-44', '60up'].map((band) => [band, many(({ age }) => age === band)]))
  expect([question('age').answered, question('age').passed]).toEqual([
    many(({ age }) => age !== null),
    many(({ age }) => age === null),
  ])
  expect(question('first').values.map(({ value, places }) => [value, ...places])).toEqual(
    ['drain', 'light', 'trees'].map((id) => [
      id,
      many((one) => one.first?.[0] === id),
      many((one) => one.first?.[1] === id),
    ]),
  )
  // Of 400 possible numbers each counts in one of twenty steps.
  const steps = Array.from({ length: 20 }, (_none, at) => ({ from: 1 + at * 20, to: 20 + at * 20 }))
  const inSteps = steps.map(({ from, to }) => many(({ people }) => people !== null && people >= from && people <= to))
  expect(Math.min(...inSteps)).toBeGreaterThanOrEqual(form.smallestCell)
  expect(shown('people')).toEqual(steps.map(({ from, to }, at) => [`${from}..${to}`, inSteps[at]]))
  const byAge = question('clean').tables.find(({ split }) => split === 'age')
  let compared = 0
  for (const { cell, base, counts } of byAge?.rows ?? []) {
    const there = counted.filter(({ age }) => (age ?? '?') === cell)
    if (base !== null) expect(base).toBe(there.length)
    for (const [at, count] of counts.entries()) {
      const right = there.filter(({ clean }) => clean === at + 1).length
      if (count !== null) expect(count).toBe(right)
      if (right > 0 && right < form.smallestCell) expect(count).toBeNull()
      compared += 1
    }
  }
  expect(compared).toBe(20)
})

test('until the closing nobody but the form’s officer is told how it stands; afterwards whoever reads there is', async () => {
  const form = await forms.open()
  const database = forms.house.database
  await expect(readResults(database, form, forms.approver)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  await expect(readResults(database, form, job)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  expect((await readResults(database, form, forms.front)).total.persons).toBe(0)
  const closed = await closing(form)
  expect((await readResults(database, closed, forms.approver)).total.persons).toBe(0)
  await expect(readResults(database, await forms.draft(), forms.front)).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('of three answers nothing is shown but that there were three', async () => {
  const form = await forms.open({}, rubbishForm)
  for (const one of await forms.villagers(3)) {
    await forms.answer(one, form, { content: { choice: 'yes' }, sex: { choice: 'female' } })
  }
  const results = await readResults(forms.house.database, await closing(form), forms.front)
  expect(results.total.persons).toBe(3)
  expect(results.questions.filter(({ item }) => item.id !== 'words').every(({ isWithheld }) => isWithheld)).toBe(true)
  expect(results.places.every(({ answered }) => answered === null)).toBe(true)
})
