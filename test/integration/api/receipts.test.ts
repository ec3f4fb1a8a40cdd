import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkReceipt, closeDueLogs, receiptPath, type ReceiptFile } from '../../../src/receipts/index.ts'
import { openPrograms, type Programs } from './programs.ts'
import { ward } from '../broadcasts/ward.ts'
// @ts-expect-error A program of its own, without types.
import { verifyConsistency, verifyReceipt } from '../../independent/verify-receipt.mjs'

let stage: Programs
let made: { readonly id: string; readonly code: string }[] = []
const words = (at: number): string => `Đèn ngõ ${at} hỏng đã lâu, xin cho sửa`

const ask = async (path: string, accept = 'application/json') => await stage.ask(path, { headers: { accept } })
const digits = (code: string): string => code.replaceAll(' ', '')
const nextDay = async (): Promise<void> => {
  stage.house.clock.advance(86_400_000)
  await closeDueLogs(stage.house)
}

beforeAll(async () => {
  stage = await openPrograms({ checksPerMinute: 1000 })
  const { token } = await stage.program(['front_officer'])
  const enter = async (at: number): Promise<void> => {
    const body = { unitId: ward, opinionClass: 'livelihood', text: words(at), naming: 'anonymous' }
    const answer = (await stage.ask('/api/v1/questions', { method: 'POST', token, body })).json()
    made = [...made, { id: answer.id, code: answer.code }]
  }
  for (let at = 0; at < 6; at += 1) await enter(at)
  await nextDay()
  for (let at = 6; at < 11; at += 1) await enter(at)
})
afterAll(async () => await stage.close())

const pathOf = async (at: number): Promise<string> => {
  const code = digits(made[at]?.code ?? '')
  const [row] = await stage.sql<{ id: string }[]>`
    select id from opinions where code_hash = ${stage.house.keyring.blindIndex('code', code)}`
  return receiptPath(stage.house.keyring, { opinionId: row?.id ?? '', code }, stage.house.clock.now())
}

describe('a receipt', () => {
  it('is told to be fixed, with the root and without a word or a place, or to wait for tonight', async () => {
    const fixed = (await ask(`/verify/${digits(made[0]?.code ?? '')}`)).json()
    expect(fixed.receipt).toEqual({
      state: 'fixed',
      log: expect.any(String),
      closedAt: expect.any(String),
      leaves: 6,
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const page = (await ask(`/verify/${digits(made[0]?.code ?? '')}`, 'text/html')).body
    expect(page).toContain('Đã chốt vào sổ biên nhận (Chủ nhật, ngày 22/11/2026)')
    expect(page.replaceAll(' ', '')).toContain(fixed.receipt.root)
    expect(page).toContain(`/so-bien-nhan/${fixed.receipt.log}`)
    const waiting = await ask(`/verify/${digits(made[8]?.code ?? '')}`, 'text/html')
    expect(waiting.body).toContain('sẽ được chốt vào sổ biên nhận trong đêm nay')
    for (const body of [page, waiting.body]) expect(body).not.toContain('Đèn ngõ')
  })

  it('proves its words to ours and to a program of others, and stays true when the log has grown', async () => {
    const path = await pathOf(2)
    const file = await ask(`${path}/bien-nhan.json`)
    expect(file.headers['content-disposition']).toContain('attachment')
    const early = file.json<ReceiptFile>()
    expect(early.leaves[0]?.content).toMatchObject({ kind: 'opinion', words: words(2) })
    expect(early.code).toBe(digits(made[2]?.code ?? ''))
    await nextDay()
    const late = (await ask(`${await pathOf(2)}/bien-nhan.json`)).json<ReceiptFile>()
    expect(late.leaves[0]).toMatchObject({ closing: { size: 6 }, latest: { size: 11 } })
    for (const receipt of [early, late]) {
      expect(checkReceipt(receipt)).toMatchObject({ ok: true })
      verifyReceipt(receipt)
    }
    const leaf = late.leaves[0]
    const changed = { ...late, leaves: [{ ...leaf, content: { ...leaf?.content, words: 'Đèn ngõ đã sửa' } }] }
    expect(checkReceipt(changed)).toMatchObject({ ok: false, fault: 'words-changed' })
    expect(() => verifyReceipt(changed)).toThrow('the words are not those of the leaf')
  })

  it('is fetched by its author alone, for a day', async () => {
    const path = await pathOf(3)
    const page = await ask(path, 'text/html')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`${path}/bien-nhan.json`)
    expect(page.body).not.toContain('Đèn ngõ')
    const other = path.slice(0, -4) + (path.endsWith('AAAA') ? 'BBBB' : 'AAAA')
    expect((await ask(other, 'text/html')).statusCode).toBe(404)
    expect((await ask(`${other}/bien-nhan.json`)).statusCode).toBe(404)
    stage.house.clock.advance(86_400_001)
    expect((await ask(path, 'text/html')).body).toContain('đã hết hạn')
    expect((await ask(`${path}/bien-nhan.json`)).statusCode).toBe(404)
  })
})

describe('a log of receipts', () => {
  it('shows everybody its roots, and that the later ones stand over the earlier', async () => {
    const { receipt } = (await ask(`/verify/${digits(made[0]?.code ?? '')}`)).json()
    const log = (await ask(`/api/v1/receipts/logs/${receipt.log}`)).json()
    expect(log.name).toBe('Ý kiến thường xuyên năm 2026')
    const [first, second] = log.closings
    expect([first.size, second.size, second.counts]).toEqual([6, 11, { opinion: 11 }])
    const proof = (await ask(`/api/v1/receipts/logs/${receipt.log}/consistency?from=6&to=11`)).json()
    verifyConsistency(first, second, proof.path)
    expect(() => verifyConsistency({ ...first, root: 'ab'.repeat(32) }, second, proof.path)).toThrow('rewritten')
    const page = (await ask(`/so-bien-nhan/${receipt.log}`, 'text/html')).body.replaceAll(' ', '')
    for (const { root } of log.closings) expect(page).toContain(root)
    expect((await ask('/so-bien-nhan', 'text/html')).body).toContain('Ý kiến thường xuyên năm 2026')
  })

  it('is proved between its closings alone, and only where there is one', async () => {
    const { receipt } = (await ask(`/verify/${digits(made[0]?.code ?? '')}`)).json()
    const base = `/api/v1/receipts/logs/${receipt.log}`
    for (const query of ['from=5&to=11', 'from=11&to=6', 'from=6&to=12']) {
      expect((await ask(`${base}/consistency?${query}`)).json()).toMatchObject({ title: 'INVALID', status: 422 })
    }
    expect((await ask(`${base}/consistency?from=0&to=11`)).statusCode).toBeGreaterThanOrEqual(400)
    expect((await ask('/api/v1/receipts/logs/00000000-0000-7000-8000-000000000000')).statusCode).toBe(404)
    expect((await ask('/so-bien-nhan/nothing', 'text/html')).statusCode).toBe(404)
  })
})
