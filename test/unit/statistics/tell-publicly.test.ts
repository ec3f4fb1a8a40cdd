import { describe, expect, it } from 'vitest'
import { veilCountry, veilLines, type Counted, type Veil } from '../../../src/statistics/tell-publicly.ts'
import { boundsOf, type Equation } from './deduce.ts'

const least = 5
const classes = 4

/** The same numbers in every run. */
const randomFrom = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
type Random = ReturnType<typeof randomFrom>

const sum = (numbers: readonly number[]): number => numbers.reduce((so, one) => so + one, 0)
const added = (parts: readonly Counted[]): Counted => ({
  opinions: sum(parts.map(({ opinions }) => opinions)),
  persons: sum(parts.map(({ persons }) => persons)),
  answered: sum(parts.map(({ answered }) => answered)),
  households: sum(parts.map(({ households }) => households ?? 0)),
  byClass: Array.from({ length: classes }, (_, at) => sum(parts.map(({ byClass }) => byClass[at] ?? 0))),
})
const someCounted = (random: Random): Counted => {
  const most = [1, 3, 8, 40][random(4)] ?? 1
  const byClass = Array.from({ length: classes }, () => (random(2) === 0 ? random(most) : 0))
  const opinions = sum(byClass)
  return {
    opinions,
    persons: random(3) === 0 ? random(opinions + 1) : opinions,
    answered: random(opinions + 1),
    households: random(opinions + 1),
    byClass,
  }
}

/** Everything that is told of a random country, as equations between numbers that have names, and the small numbers. */
const toldOf = (random: Random) => {
  const provinces = Array.from({ length: 1 + random(4) }, () => {
    const below = Array.from({ length: 1 + random(4) }, () => someCounted(random))
    return { below, whole: added([...below, ...(random(2) === 0 ? [someCounted(random)] : [])]) }
  })
  const wholes = provinces.map(({ whole }) => whole)
  const rest = random(2) === 0 ? someCounted(random) : added([])
  const country = added([...wholes, rest])
  const veils = veilCountry(country, wholes, least)
  const equations: Equation[] = []
  const small = new Map<string, number>()
  const nonZero = new Set<string>()
  let told = 0
  const know = (name: string, value: number, isHidden: boolean): void => {
    if (isHidden) {
      if (value > 0 && value < least) small.set(name, value)
      return
    }
    told += 1
    expect([name, value > 0 && value < least]).toEqual([name, false])
    equations.push({ parts: [name], sum: '', value })
  }
  const split = (name: string, parts: readonly string[]): void => {
    equations.push({ parts, sum: name, value: 0 })
  }
  const figuresOf = (name: string, one: Counted, veil: Veil): void => {
    know(`${name} answered`, one.answered, veil.answered)
    split(name, [`${name} answered`, `${name} open`])
    for (const [at, n] of one.byClass.entries()) know(`${name} class ${at}`, n, veil.byClass[at] !== false)
    split(
      name,
      one.byClass.map((_, at) => `${name} class ${at}`),
    )
    know(`${name} households`, one.households ?? 0, veil.households)
  }
  const linesOf = (name: string, lines: readonly boolean[] | null, below: readonly Counted[], own: Counted): void => {
    for (const [at, one] of [...below, own].entries()) {
      const isHidden = lines?.[at] !== false
      know(`${name}/${at}`, one.opinions, isHidden)
      know(`${name}/${at} persons`, one.persons, isHidden)
      // A hidden line among others is known to be no zero.
      if (isHidden && lines !== null) nonZero.add(`${name}/${at}`)
    }
    for (const what of ['', ' persons']) {
      split(
        `${name}${what}`,
        [...below, own].map((_, at) => `${name}/${at}${what}`),
      )
    }
  }
  know('vn', country.opinions, !veils.country.isTold)
  know('vn persons', country.persons, !veils.country.isTold)
  figuresOf('vn', country, veils.country)
  linesOf('vn', veils.lines, wholes, rest)
  for (const what of ['answered', 'households', ...country.byClass.map((_, at) => `class ${at}`)]) {
    split(
      `vn ${what}`,
      [...wholes, rest].map((_, at) => `vn/${at} ${what}`),
    )
  }
  split(`vn/${wholes.length}`, [`vn/${wholes.length} answered`, `vn/${wholes.length} open`])
  split(
    `vn/${wholes.length}`,
    country.byClass.map((_, at) => `vn/${wholes.length} class ${at}`),
  )
  for (const [at, { whole, below }] of provinces.entries()) {
    const veil = veils.provinces[at]
    if (!veil) throw new Error('a province without a veil')
    const name = `vn/${at}`
    know(name, whole.opinions, !veil.isTold)
    know(`${name} persons`, whole.persons, !veil.isTold)
    figuresOf(name, whole, veil)
    const own = {
      ...whole,
      opinions: whole.opinions - sum(below.map(({ opinions }) => opinions)),
      persons: whole.persons - sum(below.map(({ persons }) => persons)),
    }
    linesOf(name, veil.isTold ? veilLines(whole, below, least) : null, below, own)
  }
  return { equations, small, nonZero, told }
}

describe('what is told to everybody', () => {
  it('of 1,500 random countries no hidden number below five follows from all pages and files together', () => {
    const random = randomFrom(20_261_124)
    let told = 0
    let hidden = 0
    for (let run = 0; run < 1_500; run += 1) {
      const all = toldOf(random)
      const bounds = boundsOf(all.equations, all.nonZero)
      told += all.told
      hidden += all.small.size
      for (const [name, value] of all.small) {
        const [low, high] = bounds.get(name) ?? [0, Number.POSITIVE_INFINITY]
        expect([run, name, low <= value && value <= high]).toEqual([run, name, true])
        expect([run, name, low < high]).toEqual([run, name, true])
      }
    }
    // Hiding everything would be safe as well.
    expect(hidden).toBeGreaterThan(5_000)
    expect(told).toBeGreaterThan(hidden)
  })

  it('who is hidden among the provinces to protect a small one is hidden on its own page too', () => {
    const of = (opinions: number): Counted => ({
      opinions,
      persons: opinions,
      answered: 0,
      households: null,
      byClass: [opinions, 0, 0, 0],
    })
    const provinces = [of(3), of(12), of(900)]
    const { country, lines, provinces: veils } = veilCountry(added(provinces), provinces, least)
    expect(lines).toEqual([true, true, false, false])
    expect(veils.map(({ isTold }) => isTold)).toEqual([false, false, true])
    expect(country).toMatchObject({ isTold: true, answered: false, byClass: [false, false, false, false] })
  })

  it('two units of one opinion each do not follow from their sum of two', () => {
    const line = (opinions: number) => ({ opinions, persons: opinions })
    expect(veilLines(line(42), [line(1), line(1), line(10), line(30)], least)).toEqual([true, true, true, false, false])
    expect(veilLines(line(5), [line(1), line(4)], least)).toBeNull()
    expect(veilLines(line(30), [line(0), line(30)], least)).toEqual([false, false, false])
  })
})
