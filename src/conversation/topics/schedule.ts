import { nameOfFile, readAttachmentSummary } from '../../attachments/index.ts'
import type { OutgoingFile } from '../../channels/port.ts'
import {
  asTold,
  comingDialogues,
  describeSession,
  findDialogue,
  isCollecting,
  isOver,
  summariseSession,
  type Dialogue,
} from '../../dialogues/index.ts'
import { readPreparation } from '../../preparation/index.ts'
import { findUnit } from '../../units/index.ts'
import type { PromptChoice, Topic, TurnContext } from '../turn.ts'
import { placesOf } from './places-of.ts'

type Action = 'ask' | 'attend' | 'read' | 'others'
type State =
  | { readonly kind: 'list'; readonly ids: readonly string[] }
  | { readonly kind: 'session'; readonly id: string; readonly actions: readonly Action[] }

/** `dialogue:<id>`: how topics name a session to each other. */
const sessionNamed = (argument: string | undefined): string | null =>
  /^dialogue:(.+)$/.exec(argument ?? '')?.[1] ?? null

const hasPack = ({ pack }: Dialogue): boolean =>
  pack.summary !== undefined ||
  pack.whyTakePart !== undefined ||
  pack.whatBecomes !== undefined ||
  (pack.documents?.length ?? 0) > 0

const actionsFor = (turn: TurnContext, session: Dialogue, hasOthers: boolean): Action[] => [
  ...(isCollecting(session, turn.scope.clock.now()) ? (['ask'] as const) : []),
  ...(hasPack(session) && session.state !== 'cancelled' ? (['read'] as const) : []),
  ...(session.state === 'announced' && !isOver(session, turn.scope.clock.now()) ? (['attend'] as const) : []),
  ...(hasOthers ? (['others'] as const) : []),
]

const askWhat = (turn: TurnContext, id: string, text: string, actions: readonly Action[]): void => {
  if (actions.length === 0) return turn.tell(text)
  turn.ask({
    text,
    choices: actions.map((action) => ({
      label: turn.phrase(action === 'attend' ? 'attendance:topic.fromSchedule' : `dialogues:schedule.${action}`),
    })),
    state: { kind: 'session', id, actions } satisfies State,
  })
}

/** How matters come into the hall, once an officer has set it: people know it before they write. */
const ruleOf = async (turn: TurnContext, session: Dialogue): Promise<string[]> => {
  const plan = await readPreparation(turn.scope.tx, session.id)
  if (plan.version === 0 || session.state === 'cancelled') return []
  const rule = turn.phrase(`preparation:rule.${plan.rule}`)
  return [turn.phrase('preparation:rule.public', { rule, floor: plan.floorMinutes })]
}

const showSession = async (turn: TurnContext, session: Dialogue, hasOthers: boolean): Promise<void> => {
  const described = describeSession(turn.locale, session, turn.scope.clock.now())
  const text = [described, ...(await ruleOf(turn, session))].join('\n')
  askWhat(turn, session.id, text, actionsFor(turn, session, hasOthers))
}

const findTold = async (turn: TurnContext, id: string): Promise<Dialogue | null> => {
  const found = await findDialogue(turn.scope.tx, id)
  return found ? asTold(found) : null
}

const labelOf = async (turn: TurnContext, session: Dialogue, ownUnits: readonly string[]): Promise<PromptChoice> => {
  const line = summariseSession(turn.locale, session)
  if (session.audienceUnits.some((unitId) => ownUnits.includes(unitId))) return { label: line }
  const unit = await findUnit(turn.scope.tx, session.unitId)
  return { label: turn.phrase('dialogues:schedule.followed', { line, unit: unit?.fullName ?? '' }) }
}

const showList = async (turn: TurnContext): Promise<void> => {
  const places = await placesOf(turn)
  if (places.paths.length === 0) {
    turn.tell(turn.phrase('dialogues:schedule.noPlace'))
    return await turn.goTo('word:NOIO', { word: 'NOIO' })
  }
  const sessions = await comingDialogues(turn.scope.tx, {
    unitPaths: places.paths,
    now: turn.scope.clock.now(),
    limit: 6,
  })
  const [first, ...others] = sessions
  if (!first) return turn.tell(turn.phrase('dialogues:schedule.none'))
  if (others.length === 0) return await showSession(turn, first, false)
  const choices: PromptChoice[] = []
  for (const session of sessions) choices.push(await labelOf(turn, session, places.own))
  turn.ask({
    text: turn.phrase('dialogues:schedule.list'),
    choices,
    state: { kind: 'list', ids: sessions.map((session) => session.id) } satisfies State,
  })
}

const documentsOf = async (turn: TurnContext, { pack }: Dialogue): Promise<OutgoingFile[]> => {
  const reader = { database: turn.scope.tx, keyring: turn.scope.keyring }
  const files: OutgoingFile[] = []
  for (const { attachmentId, name } of pack.documents ?? []) {
    const file = await readAttachmentSummary(reader, attachmentId)
    if (file?.state !== 'stored' || !file.mediaType) continue
    const media = file.mediaType.startsWith('image/') ? 'image' : 'file'
    files.push({ attachmentId, media, mediaType: file.mediaType, name: nameOfFile(name, file.mediaType) })
  }
  return files
}

/**
 * What the officers put together for the session, in their words, and the documents: as a list with the page that has
 * them all, because a platform may refuse a file that is too big for it, and each as a file.
 */
const tellPack = async (turn: TurnContext, session: Dialogue): Promise<void> => {
  const { pack, noticeCode } = session
  const files = await documentsOf(turn, session)
  const named = (pack.documents ?? []).filter((one) => files.some((file) => file.attachmentId === one.attachmentId))
  const list = named.map(({ name }) => `– ${name}`).join('\n')
  const parts = [
    pack.summary,
    pack.whyTakePart && turn.phrase('dialogues:schedule.whyTakePart', { text: pack.whyTakePart }),
    pack.whatBecomes && turn.phrase('dialogues:schedule.whatBecomes', { text: pack.whatBecomes }),
    list && turn.phrase('dialogues:schedule.documents', { list }),
  ].filter((part) => part !== undefined && part !== '')
  const link =
    list === '' || turn.publicUrl === undefined
      ? {}
      : {
          link: {
            label: turn.phrase('dialogues:schedule.documentsOnWeb'),
            url: `${turn.publicUrl}/verify/${noticeCode}`,
          },
        }
  if (parts.length > 0) turn.tell(parts.join('\n\n'), link)
  for (const [index, file] of files.entries()) {
    turn.tell(turn.phrase('dialogues:schedule.document', { name: named[index]?.name ?? file.name }), { file })
  }
}

/** LICH: the coming sessions of where somebody lives and of what they follow; one of them in full. */
export const scheduleTopic: Topic = {
  name: 'schedule',
  words: ['LICH'],
  async begin(turn, opening) {
    const id = sessionNamed(opening.argument)
    const session = id === null ? null : await findTold(turn, id)
    if (session) await showSession(turn, session, true)
    else await showList(turn)
  },
  async answer(turn, raw, input) {
    if (input.kind !== 'choice') return false
    const state = raw as State
    const id = state.kind === 'list' ? state.ids[input.number - 1] : state.id
    const session = id === undefined ? null : await findTold(turn, id)
    if (!session) {
      turn.close()
      turn.tell(turn.phrase('dialogues:schedule.gone'))
      return true
    }
    if (state.kind === 'list') {
      turn.close()
      await showSession(turn, session, true)
      return true
    }
    const action = state.actions[input.number - 1]
    if (action === undefined) return false
    turn.close()
    if (action === 'ask') await turn.goTo('word:HOI', { word: 'HOI', argument: `dialogue:${session.id}` })
    else if (action === 'attend')
      await turn.goTo('word:THAMGIA', { word: 'THAMGIA', argument: `dialogue:${session.id}` })
    else if (action === 'others') await showList(turn)
    else {
      await tellPack(turn, session)
      const rest = actionsFor(turn, session, state.actions.includes('others')).filter((one) => one !== 'read')
      if (rest.length > 0) askWhat(turn, session.id, turn.phrase('dialogues:schedule.what'), rest)
    }
    return true
  },
}
