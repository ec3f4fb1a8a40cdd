import { expect, it, onTestFinished } from 'vitest'
import { openZaloStage, type ZaloStageInput } from './zalo-stage.ts'

const open = async (input: ZaloStageInput) => {
  const stage = await openZaloStage(input)
  onTestFinished(stage.close)
  const { channel, account, person } = stage
  return {
    ...stage,
    send: (id: number) =>
      channel.send(
        { id, accountId: account.id, address: person.id, isBulk: false, message: { text: 'Kính mời', locale: 'vi' } },
        new AbortController().signal,
      ),
    budget: () => channel.budgetOf?.(account.id),
  }
}

it("the budget is told with each answer: the app's, or the account's own", async () => {
  const stage = await open({ account: { ratePerMinute: 100 }, switches: { appPerMinute: 4000 } })
  expect(stage.budget()).toBeUndefined()
  await stage.send(1)
  const first = stage.budget()
  expect(first).toEqual({ perMinute: 4000, remaining: 3999, resetAfterMs: null })
  expect(stage.budget()).toBe(first)
  stage.emulator.switches.rateHeadersOf = 'account'
  await stage.send(2)
  expect(stage.budget()).toEqual({ perMinute: 100, remaining: 98, resetAfterMs: null })
})

it('an answer that refuses for the rate tells that nothing is left', async () => {
  const stage = await open({ switches: { appPerMinute: 1 } })
  await stage.send(1)
  await stage.send(2)
  expect(stage.budget()).toEqual({ perMinute: 1, remaining: 0, resetAfterMs: null })
})
