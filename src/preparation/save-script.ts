import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer } from '../kernel/actor.ts'
import { balanceOf, listItems } from '../questions/index.ts'
import { listAgenda } from './agenda-views.ts'
import { carriedTasks } from './carried-tasks.ts'
import { composeScript, type ScriptWords } from './compose-script.ts'
import { listParticipants } from './participant-views.ts'
import { readPreparation } from './preparation-views.ts'
import { requireLine, requireText } from './read-line.ts'
import { requestsOfSession } from './request-views.ts'
import { writeScript } from './script-store.ts'
import { readScript } from './script-views.ts'
import { blockTextMax, headingMax, keepEdited, type ScriptBlock } from './script.ts'
import { takeSession, type TakenSession } from './take-session.ts'
import { changedMeanwhile } from './wrong-field.ts'

type Known = { readonly dialogueId: string; readonly version: number }

const write = async (
  scope: Scope,
  { dialogue, unit, officerId }: TakenSession,
  version: number,
  blocks: readonly ScriptBlock[],
  action: string,
): Promise<void> => {
  const change = { dialogueId: dialogue.id, version, blocks, officerId, now: scope.clock.now() }
  if (!(await writeScript(scope.tx, change))) throw changedMeanwhile('a script')
  await recordAudit(scope, {
    action,
    subject: { kind: 'dialogue', id: dialogue.id },
    unitId: unit.id,
    details: { blocks: blocks.length, edited: blocks.filter(({ isEdited }) => isEdited).length },
  })
}

/** Drafts the running script from the agenda as it is now. What an officer wrote stays. */
export const draftScript = async (scope: Scope, input: Known & { readonly words: ScriptWords }): Promise<void> => {
  requireOfficer(scope.actor)
  const taken = await takeSession(scope, input.dialogueId)
  const { id } = taken.dialogue
  const drafted = composeScript({
    dialogue: taken.dialogue,
    unitName: taken.unit.fullName,
    plan: await readPreparation(scope.tx, id),
    agenda: await listAgenda(scope.tx, id),
    participants: await listParticipants(scope.tx, id),
    items: await listItems(scope.tx, { dialogueId: id }, { limit: 1_000 }),
    requests: await requestsOfSession(scope.tx, id),
    carried: await carriedTasks(scope.tx, taken.dialogue),
    received: (await balanceOf(scope.tx, id)).received,
    words: input.words,
  })
  const before = (await readScript(scope.tx, id))?.blocks ?? []
  await write(scope, taken, input.version, keepEdited(before, drafted), 'script.drafted')
}

type Edit = { readonly key: string; readonly heading: string; readonly text: string }

/** Saves the words of a script. A block whose words changed is an officer's from then on. */
export const saveScript = async (scope: Scope, input: Known & { readonly edits: readonly Edit[] }): Promise<void> => {
  requireOfficer(scope.actor)
  const taken = await takeSession(scope, input.dialogueId)
  const before = await readScript(scope.tx, taken.dialogue.id)
  if (!before || before.version !== input.version) throw changedMeanwhile('a script')
  const blocks = before.blocks.map((block, index): ScriptBlock => {
    const edit = input.edits.find(({ key }) => key === block.key)
    if (!edit) return block
    const heading = requireLine(edit.heading, { field: `heading.${index}`, max: headingMax })
    const text = requireText(edit.text, { field: `text.${index}`, max: blockTextMax })
    return { ...block, heading, text, isEdited: block.isEdited || heading !== block.heading || text !== block.text }
  })
  await write(scope, taken, input.version, blocks, 'script.saved')
}
