import { verifyAudit, type AuditVerdict } from '../audit/index.ts'
import { textOf, UsageError, type Context, type Input, type Outcome } from './command.ts'
import { withInstallation } from './with-installation.ts'

const reasons = {
  missing: 'the entry is gone',
  gap: 'the link is missing',
  changed: 'the entry was changed',
} as const

const textFor = (verdict: AuditVerdict): string => {
  if (verdict.ok) {
    const noted = verdict.notedAt === undefined ? '' : `The noted head stands at ${verdict.notedAt}.\n`
    const head = verdict.entries === 0 ? '' : `Head ${verdict.head}\n`
    return `${verdict.entries} entries, each as it was written.\n${noted}${head}${verdict.waiting} wait to be chained.`
  }
  if (verdict.why === 'another-chain') {
    return `The ${verdict.entries} links fit each other, but the noted head is not among them: the chain was written anew or cut.`
  }
  return `Broken at ${verdict.seq}: ${reasons[verdict.why]}.`
}

/** `audit verify`: status 1 when the chain is broken or does not hold the head that was noted. */
export const verifyAuditByLine = async (context: Context, input: Input): Promise<Outcome> => {
  const head = textOf(input, 'head')?.trim().toLowerCase()
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head)) throw new UsageError('--head is 64 hexadecimal digits.')
  return await withInstallation(context, async ({ house }) => {
    const verdict = await verifyAudit(house.database, head === undefined ? {} : { head })
    return { json: verdict, text: textFor(verdict), exitCode: verdict.ok ? 0 : 1 }
  })
}
