import { describe, expect, test } from 'vitest'
import { chooseWay, type Means, type Reach, type Situation } from '../../../src/delivery/index.ts'

const now = new Date('2026-11-21T02:00:00Z')
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000)

const reach = (platform: Reach['platform'], hours: number | null, more: Partial<Reach> = {}): Reach => ({
  chatId: { zalo: 1, telegram: 2, web: 3, phone: 4 }[platform],
  accountId: `${platform}:1`,
  platform,
  windowOpenedAt: hours === null ? null : ago(hours),
  lastInboundAt: hours === null ? null : ago(hours),
  ...more,
})

const nothing: Means = { templateAccounts: new Set(), znsAccount: null, smsParts: null }
const situation = (means: Partial<Means> = {}, more: Partial<Situation> = {}): Situation => ({
  rules: {
    freeHours: 48,
    paidHours: 168,
    paidPrice: 55,
    templatePrice: 150,
    znsPrice: 200,
    smsPartPrice: 350,
    webDays: 30,
  },
  means: { ...nothing, ...means },
  mayCost: true,
  now,
  ...more,
})

const wayOf = (reaches: readonly Reach[], means: Partial<Means> = {}, more: Partial<Situation> = {}) => {
  const choice = chooseWay(reaches, situation(means, more))
  return choice && [choice.way, choice.cost]
}

describe('The window of Zalo', () => {
  test.each([
    [0, ['zalo-free', 0]],
    [47.99, ['zalo-free', 0]],
    [48, ['zalo-paid', 55]],
    [167.99, ['zalo-paid', 55]],
    [168, ['held', 0]],
    [null, ['held', 0]],
  ])('opened %s hours ago: %s', (hours, expected) => {
    expect(wayOf([reach('zalo', hours)])).toEqual(expected)
  })

  test('that is closed is passed by an approved template of that very account, and of no other', () => {
    expect(wayOf([reach('zalo', 500)], { templateAccounts: new Set(['zalo:1']) })).toEqual(['zalo-template', 150])
    expect(wayOf([reach('zalo', 500)], { templateAccounts: new Set(['zalo:2']) })).toEqual(['held', 0])
  })
})

describe('Of several ways', () => {
  test('the cheapest is taken, and of those that are free Zalo before Telegram before the web', () => {
    expect(wayOf([reach('web', 1), reach('telegram', 1), reach('zalo', 1)])).toEqual(['zalo-free', 0])
    expect(wayOf([reach('web', 1), reach('telegram', 1), reach('zalo', 100)])).toEqual(['telegram', 0])
    expect(wayOf([reach('web', 1), reach('zalo', 100)])).toEqual(['web', 0])
  })

  test('a web chat that nobody opened for a month comes after what costs money, but before nothing at all', () => {
    expect(wayOf([reach('web', 24 * 31), reach('zalo', 100)])).toEqual(['zalo-paid', 55])
    expect(wayOf([reach('web', 24 * 31), reach('zalo', 500)])).toEqual(['web', 0])
  })

  test('a phone gets the cheaper of a template and an SMS in parts, where an account offers them', () => {
    expect(wayOf([reach('phone', null)])).toBeNull()
    expect(wayOf([reach('phone', null)], { smsParts: 2 })).toEqual(['sms', 700])
    expect(wayOf([reach('phone', null)], { smsParts: 2, znsAccount: 'zalo:1' })).toEqual(['zns', 200])
  })

  test('among equals the chat is taken in which the person wrote last', () => {
    const older = reach('zalo', 40)
    const newer = reach('zalo', 2, { chatId: 9, accountId: 'zalo:2' })
    expect(chooseWay([older, newer], situation())?.chatId).toBe(9)
  })
})

test('without leave to spend, whoever is left with paid ways only waits; a phone alone is not reached', () => {
  const free = { mayCost: false }
  expect(wayOf([reach('zalo', 100)], {}, free)).toEqual(['held', 0])
  expect(wayOf([reach('zalo', 500)], { templateAccounts: new Set(['zalo:1']) }, free)).toEqual(['held', 0])
  expect(wayOf([reach('phone', null)], { smsParts: 1 }, free)).toBeNull()
  expect(wayOf([reach('telegram', 900)], {}, free)).toEqual(['telegram', 0])
})

test('nobody is reached through nothing', () => {
  expect(wayOf([])).toBeNull()
})
