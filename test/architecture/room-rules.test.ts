import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importRules, mayEnter } from './room-rules.ts'
import { obeysRoomRules, readImports, type ImportFaults } from './rules/import-rules.ts'
import { roomTable } from './rules/room-table.ts'
import { plantTree, readTree } from './tree.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What each file imports, and the rule that must catch it; two files that import one another are a circle. */
const planted: readonly (readonly [from: string, to: string, rule: string])[] = [
  ['src/kernel/clock.ts', '../units/index.ts', 'room-kernel'],
  ['src/kernel/read-disk.ts', 'node:fs', 'the-kernel-does-nothing'],
  ['src/database/connect.ts', '../phrases/index.ts', 'room-database'],
  ['src/phrases/wording.ts', '../units/index.ts', 'room-phrases'],
  ['src/channels/quota.ts', '../outbox/index.ts', 'room-channels'],
  ['src/channels/room-store.ts', '../database/tables/units.ts', 'channels-keep-the-web-chat'],
  ['src/jobs/remind.ts', '../dialogues/index.ts', 'room-jobs'],
  ['src/delivery/choose.ts', '../residents/index.ts', 'room-delivery'],
  ['src/attendance/remind.ts', '../conversation/index.ts', 'room-attendance'],
  ['src/artefacts/draw.ts', '../conversation/index.ts', 'room-artefacts'],
  ['src/outbox/send.ts', '../questions/index.ts', 'room-outbox'],
  ['src/outbox/outbox-store.ts', '../database/tables/residents.ts', 'the-spine-shares-its-tables'],
  ['src/units/merge.ts', '../questions/index.ts', 'room-units'],
  ['src/officers/invite.ts', '../broadcasts/index.ts', 'room-officers'],
  ['src/residents/notice.ts', '../broadcasts/index.ts', 'room-residents'],
  ['src/audit/write.ts', '../desk/index.ts', 'room-audit'],
  ['src/rules/change.ts', '../dialogues/index.ts', 'room-rules'],
  ['src/attachments/keep.ts', '../questions/index.ts', 'room-attachments'],
  ['src/dialogues/open.ts', '../console/index.ts', 'room-dialogues'],
  ['src/dialogues/config-reader.ts', '../config.ts', 'room-dialogues'],
  ['src/dialogues/count.ts', 'drizzle-orm', 'drizzle-stays-at-the-bottom'],
  ['src/questions/ask.ts', '../conversation/index.ts', 'room-questions'],
  ['src/questions/reply.ts', '../inbox/index.ts', 'room-questions'],
  ['src/questions/page.ts', 'fastify', 'web-libraries-stay-at-the-doors'],
  ['src/questions/later.ts', 'pg-boss', 'one-queue'],
  ['src/questions/question-store.ts', '../database/tables/dialogues.ts', 'write-own-tables-only'],
  ['src/questions/peek.ts', '../units/unit-store.ts', 'front-door-only'],
  ['src/broadcasts/approve.ts', '../http/index.ts', 'room-broadcasts'],
  ['src/broadcasts/run.ts', '../app.ts', 'room-broadcasts'],
  ['src/search/fold.ts', '../questions/index.ts', 'room-search'],
  ['src/overview/count.ts', '../conversation/index.ts', 'room-overview'],
  ['src/preparation/brief.ts', '../console/index.ts', 'room-preparation'],
  ['src/hall/speak.ts', '../http/index.ts', 'room-hall'],
  ['src/forms/ask.ts', '../conversation/index.ts', 'room-forms'],
  ['src/requests/join.ts', '../conversation/index.ts', 'room-requests'],
  ['src/sealed/open.ts', '../console/index.ts', 'room-sealed'],
  ['src/receipts/close.ts', '../conversation/index.ts', 'room-receipts'],
  ['src/answers/tell.ts', '../conversation/index.ts', 'room-answers'],
  ['src/documents/print.ts', '../console/index.ts', 'room-documents'],
  ['src/plans/draft.ts', '../console/index.ts', 'room-plans'],
  ['src/reports/count.ts', '../console/index.ts', 'room-reports'],
  ['src/handover/send.ts', '../conversation/index.ts', 'room-handover'],
  ['src/conclusions/publish.ts', '../conversation/index.ts', 'room-conclusions'],
  ['src/clocks/read.ts', '../conversation/index.ts', 'room-clocks'],
  ['src/statistics/count.ts', '../console/index.ts', 'room-statistics'],
  ['src/webhooks/send.ts', '../console/index.ts', 'room-webhooks'],
  ['src/desk/answer.ts', '../../bots/zalo/webhook.ts', 'room-desk'],
  ['src/conversation/greet.ts', '../console/index.ts', 'room-conversation'],
  ['src/conversation/topics/ask.ts', '../../database/index.ts', 'topics-ask-a-capability'],
  ['src/inbox/process.ts', '../questions/index.ts', 'room-inbox'],
  ['src/http/server.ts', '../questions/index.ts', 'room-http'],
  ['src/console/questions/routes.ts', '../../conversation/index.ts', 'room-console'],
  ['src/console/questions/pages.ts', '../../database/tables/questions.ts', 'drizzle-stays-at-the-bottom'],
  ['src/api/routes.ts', '../console/index.ts', 'room-api'],
  ['src/main.ts', './units/index.ts', 'only-app-plugs-together'],
  ['src/installation.ts', './units/index.ts', 'the-installation-lies-below-the-rooms'],
  ['src/app.ts', './cli/main.ts', 'nothing-enters-the-command-line'],
  ['src/cli/serve.ts', '../app/open-jobs.ts', 'app-has-one-door'],
  ['src/cli/doctor.ts', '../../bots/telegram/index.ts', 'the-command-line-names-no-platform'],
  ['src/app-helper.ts', 'telegraf', 'telegraf-stays-in-its-bot'],
  ['src/units/testing.ts', '../../test/support/house.ts', 'nothing-leans-on-tests'],
  ['src/units/draw.ts', 'axe-core', 'packages-are-declared'],
  ['src/units/gone.ts', './nowhere.ts', 'nothing-points-nowhere'],
  ['src/units/round.ts', './about.ts', 'no-cycles'],
  ['src/units/about.ts', './round.ts', 'no-cycles'],
  ['bots/telegram/update.ts', '../../src/conversation/index.ts', 'bots-see-only-the-port'],
  ['bots/telegram/borrow.ts', '../zalo/webhook.ts', 'bots-see-only-the-port'],
  ['bots/zalo/sdk/src/client.ts', '../../../../src/kernel/ids.ts', 'the-sdk-stands-alone'],
  ['bots/zalo/inner.ts', './sdk/src/client.ts', 'the-sdk-has-one-door'],
]

const allowed: readonly (readonly [from: string, to: string])[] = [
  ['bots/zalo/parse.ts', '../../src/channels/port.ts'],
  ['bots/zalo/ids.ts', '../../src/kernel/ids.ts'],
  ['bots/zalo/sdk-user.ts', './sdk/src/index.ts'],
  ['src/questions/ask-question.ts', '../dialogues/index.ts'],
  ['src/questions/question-views.ts', '../database/tables/dialogues.ts'],
  ['src/inbox/inbox-store.ts', '../database/tables/channels.ts'],
  ['src/console/home/routes.ts', '../../database/index.ts'],
  ['src/kernel/keyring.ts', 'node:crypto'],
]

const targets = [
  ...Object.keys(mayEnter).map((room) => `src/${room}/index.ts`),
  'src/database/tables/units.ts',
  'src/database/tables/residents.ts',
  'src/database/tables/dialogues.ts',
  'src/database/tables/questions.ts',
  'src/database/tables/channels.ts',
  'src/channels/port.ts',
  'src/kernel/ids.ts',
  'src/units/unit-store.ts',
  'src/config.ts',
  'src/cli/main.ts',
  'src/app/open-jobs.ts',
  'bots/zalo/webhook.ts',
  'bots/telegram/index.ts',
  'bots/zalo/sdk/src/index.ts',
  'test/support/house.ts',
]

let folder: string
let read: ImportFaults

const plant = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'nhip-cau-planted-'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const name of ['package.json', 'tsconfig.json']) plant(name, readTree(root).read(name))
  for (const path of targets) plant(path, 'export const it = 1\n')
  // Types and imports made later are caught like any other.
  for (const [index, [from, to]] of [...planted, ...allowed].entries())
    plant(
      from,
      index % 2 === 0
        ? `import type * as a from '${to}'\nexport type A = typeof a\n`
        : `export const a = () => import('${to}')\n`,
    )
  read = await readImports(folder)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a planted import', () => {
  it.each(planted)('%s to %s is caught by %s', (from, _to, rule) => {
    const caught = read.faults.filter((fault) => fault.from === from || fault.to.includes(from))
    expect(caught.map((fault) => fault.rule)).toContain(rule)
  })

  it.each(allowed)('%s to %s is let through', (from) => {
    expect(read.faults.filter((fault) => fault.from === from)).toEqual([])
  })

  it('is planted for every rule', () => {
    const caught = new Set(planted.map(([, , rule]) => rule))
    expect(importRules.map(({ name }) => name).filter((name) => name !== undefined && !caught.has(name))).toEqual([])
  })
})

it('reads every module of the house', async () => {
  const sources = readTree(root).files.filter((path) => /^(?:src|bots)\/.*[.]ts$/.test(path))
  expect((await readImports(root)).modules).toBeGreaterThanOrEqual(sources.length)
})

it('takes it as a fault when no module is read', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'nhip-cau-empty-'))
  try {
    for (const name of ['src', 'bots']) mkdirSync(join(empty, name))
    expect(await obeysRoomRules(empty)).toContain('no module was read')
  } finally {
    rmSync(empty, { recursive: true, force: true })
  }
})

it('knows every folder below src', () => {
  expect(roomTable(readTree(root))).toEqual([])
  expect(roomTable(plantTree({ 'src/gossip/index.ts': '' }))).toHaveLength(1)
})
