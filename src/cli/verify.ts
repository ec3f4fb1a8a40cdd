import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { checkCode, type CheckedCode } from '../api/index.ts'
import { AppError } from '../kernel/errors.ts'
import { checkReceipt, type ReceiptFault, type ReceiptVerdict } from '../receipts/index.ts'
import { columns } from './columns.ts'
import { textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

const standing = ({ receipt }: Extract<CheckedCode, { found: true; kind: 'receipt' }>): [string, string][] => {
  if (receipt === null) return []
  if (receipt.state === 'waiting') return [['Log', 'waits for the next closing']]
  return [
    ['Log', receipt.log],
    ['Fixed', receipt.closedAt.toISOString()],
    ['Leaves', String(receipt.leaves)],
    ['Root', receipt.root],
  ]
}

const textFor = (checked: CheckedCode): string => {
  if (!checked.found) {
    return checked.kind === 'mistyped'
      ? 'This is no code: a receipt has 12 digits, a notice 6, the last of which is a check.'
      : `No ${checked.kind} of ours has the code ${checked.code}.`
  }
  if (checked.kind === 'receipt') {
    return columns([
      ['Receipt', checked.code],
      ['State', checked.state],
      ...(checked.receivedOn === null ? [] : [['Received', checked.receivedOn] as [string, string]]),
      ['Unit', checked.unit ?? ''],
      ['Session', checked.dialogue ?? ''],
      ...standing(checked),
    ]).join('\n')
  }
  if (checked.kind === 'report') {
    return columns([
      ['Report', checked.code],
      ['Unit', checked.unit],
      ['Period', `${checked.fromOn} to ${checked.untilOn}`],
      ['Approved', checked.approvedOn],
      ...Object.entries(checked.figures).map(([name, count]): [string, string] => [name, String(count)]),
    ]).join('\n')
  }
  return columns([
    ['Notice', checked.code],
    ['Verdict', checked.verdict],
    ['Session', checked.title],
    ['Begins', checked.startsAt],
    ['Place', checked.place],
  ]).join('\n')
}

const faults: Readonly<Record<ReceiptFault, string>> = {
  'no-receipt': 'This is no receipt of the format nhip-cau-receipt/1.',
  'words-changed': 'The words or the salt are not those of the leaf: they were changed.',
  'other-code': 'The leaf belongs to another code.',
  'not-in-log': 'The leaf does not lead to the root: these words are not in that log.',
  'log-rewritten': 'The latest root does not stand over the earlier one: the log was rewritten.',
  'root-elsewhere': 'The receipt agrees with itself, but stands under another root than the one given.',
}

const textOfVerdict = (verdict: ReceiptVerdict): string => {
  if (!verdict.ok) return faults[verdict.fault]
  return verdict.leaves
    .map(({ kind, words, log, closedAt, size, root }) =>
      columns([
        ['Proved', kind],
        ['Words', words ?? ''],
        ['Log', log],
        ['Fixed', closedAt],
        ['Leaves', String(size)],
        ['Root', root],
      ]).join('\n'),
    )
    .join('\n\n')
}

const fileMax = 4_000_000

/** Away from any installation and any network. */
const verifyFile = async (context: Context, name: string, root: string | undefined): Promise<Outcome> => {
  const text = await readFile(resolve(context.folder, name), 'utf8').catch(() => {
    throw new AppError('INVALID', `"${name}" is neither a code nor a file that can be read.`)
  })
  let file: unknown = null
  try {
    file = text.length > fileMax ? null : JSON.parse(text)
  } catch {
    // Told as what it is: no receipt.
  }
  const verdict = checkReceipt(file, root)
  return { json: verdict, text: textOfVerdict(verdict), exitCode: verdict.ok ? 0 : 1 }
}

/**
 * `verify`: the public state of a code, never a text; status 1 when it is none of ours. Of a file whether it proves that
 * its words stand in the log; status 1 when it does not.
 */
export const verifyByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const words = input.words.join(' ')
  const root = textOf(input, 'root')?.trim().toLowerCase()
  if (root !== undefined && !/^[0-9a-f]{64}$/.test(root)) throw new UsageError('--root is 64 hexadecimal digits.')
  if (/\p{L}/u.test(words)) return await verifyFile(context, words, root)
  if (root !== undefined) throw new UsageError('--root goes with a file.')
  return await withInstallation(context, async ({ house }) => {
    const checked = await checkCode(house, words)
    return { json: checked, text: textFor(checked), exitCode: checked.found ? 0 : 1 }
  })
}
