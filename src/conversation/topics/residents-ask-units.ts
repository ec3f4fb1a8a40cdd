import { enqueueMessage } from '../../outbox/index.ts'
import { phrase } from '../../phrases/index.ts'
import { askUnitAgain } from '../../residents/index.ts'
import type { TurnContext } from '../turn.ts'

const pageMax = 200

/**
 * A job after mergers and splits: asks the residents concerned once where they belong. They answer with NOIO, so no
 * prompt of theirs is disturbed. Returns how many were noted as asked; call until it is none.
 */
export const askUnitsAgain = async (scope: TurnContext['scope']): Promise<number> => {
  const { noted, asked } = await askUnitAgain(scope, { limit: pageMax })
  for (const { chatId, accountId, residentId, language, oldUnitId, oldName, heirs } of asked) {
    const names = heirs.map((heir) => heir.fullName)
    const example = names[0] ?? ''
    const text = phrase(language, 'residents:place.askAgain', { old: oldName, heirs: names.join(', '), example })
    await enqueueMessage(scope, {
      accountId,
      chatId,
      message: { text, locale: language },
      priority: 'personal',
      dedupeKey: `unit-question:${residentId}:${oldUnitId}`,
    })
  }
  return noted
}
