import { verifyLogs, type LogFault, type LogsVerdict } from '../receipts/index.ts'
import type { Context, Input, Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

const sentences: Readonly<Record<LogFault['what'], string>> = {
  'text-changed': 'the text is not what was handed in',
  'salt-gone': 'the salt is gone without an erasure',
  'words-gone': 'what the leaf stands for is gone without an erasure',
  'no-leaf': 'it was never put into the log',
  'leaf-removed': 'the leaf was removed from the log',
  'leaf-added': 'the leaf stands behind the last closing',
  reordered: 'the leaf stands in another order',
  'node-wrong': 'the node is not made of the two below it',
  'root-wrong': 'the root does not fit the leaves',
  'root-not-as-audited': 'the root is not the one that the audit noted',
  'counts-wrong': 'the counts do not fit the leaves',
}

const whereOf = ({ subject, wording, log, position, node, closing }: LogFault): string =>
  [
    subject && `${subject.kind} ${subject.id}`,
    wording !== undefined && `wording ${wording}`,
    log !== undefined && `log ${log}`,
    position !== undefined && `leaf ${position}`,
    node && `node ${node.level}/${node.index}`,
    closing !== undefined && `closing ${closing}`,
  ]
    .filter((one) => typeof one === 'string')
    .join(', ')

const textFor = (verdict: LogsVerdict): string => {
  const seen = `${verdict.leaves} leaves in ${verdict.logs} logs, ${verdict.waiting} wait for a closing.`
  if (verdict.ok) return `${seen}\nEach is as it was handed in.`
  const lines = verdict.faults.map((fault) => `${whereOf(fault) || 'a waiting leaf'}: ${sentences[fault.what]}.`)
  const more = verdict.wrong - verdict.faults.length
  return [seen, `${verdict.wrong} wrong:`, ...lines, ...(more > 0 ? [`and ${more} more.`] : [])].join('\n')
}

/** `verify log`: status 1 when anything does not fit. */
export const verifyLogByLine = async (context: Context, _input: Input): Promise<Outcome> =>
  await withInstallation(context, async ({ house }) => {
    const verdict = await verifyLogs(house.database, house.keyring)
    return { json: verdict, text: textFor(verdict), exitCode: verdict.ok ? 0 : 1 }
  })
