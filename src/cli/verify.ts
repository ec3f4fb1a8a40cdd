import { checkCode, type CheckedCode } from '../api/index.ts'
import { columns } from './columns.ts'
import type { Context, Input, Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

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
      ['Received', checked.receivedOn],
      ['Unit', checked.unit ?? ''],
      ['Session', checked.dialogue ?? ''],
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

/** `verify`: the public state of a code; never a text. Status 1 when it is none of ours. */
export const verifyByLine = async (context: Context, input: Input): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const checked = await checkCode(house, input.words.join(' '))
    return { json: checked, text: textFor(checked), exitCode: checked.found ? 0 : 1 }
  })
