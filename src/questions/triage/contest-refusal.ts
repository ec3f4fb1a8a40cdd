import type { Scope } from '../../database/index.ts'
import { requireResident } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { lockOpinion, type OpinionRow } from '../opinion-store.ts'
import { codeHash } from '../sealed-columns.ts'
import { hasContested, lockRefusal, updateRefusal } from './refusal-store.ts'
import { refusalWords } from './refuse-opinion.ts'
import { sealContest } from './refusal.ts'

export type Contest = {
  /** What the author says against it. */
  readonly words: string
} & ({ readonly opinionId: string } | { readonly code: string })

const refused = (what: string, why: 'unknown' | 'again' | 'over' | 'empty'): AppError =>
  new AppError('PRECONDITION', what, { phrase: `triage:contest.${why}` })

const findOwn = async (scope: Scope, input: Contest): Promise<OpinionRow> => {
  const { residentId } = requireResident(scope.actor)
  const row =
    'code' in input
      ? await lockOpinion(scope.tx, { codeHash: codeHash(scope.keyring, input.code) })
      : isId(input.opinionId)
        ? await lockOpinion(scope.tx, { id: input.opinionId })
        : undefined
  // An opinion without a known author belongs to whoever holds its code.
  const isTheirs = row && (row.authorId === residentId || (row.authorId === null && 'code' in input))
  if (!row || !isTheirs) throw refused('no such opinion of theirs', 'unknown')
  return row
}

/** An author does not agree with a refusal: once, and another officer decides. */
export const contestRefusal = async (scope: Scope, input: Contest): Promise<void> => {
  const row = await findOwn(scope, input)
  const refusal = row.triage === 'refused' && row.state === 'received' ? await lockRefusal(scope.tx, row.id) : undefined
  if (!refusal) throw refused('it is not refused any more', 'over')
  if (await hasContested(scope.tx, row.id)) throw refused('contested before', 'again')
  const words = refusalWords(input.words, 'words')
  if (words === null) throw refused('a contest without words', 'empty')
  const now = scope.clock.now()
  await updateRefusal(scope.tx, refusal, {
    contestedAt: now,
    contestWords: sealContest(scope.keyring, refusal, words),
    toldAt: refusal.toldAt ?? now,
  })
}
