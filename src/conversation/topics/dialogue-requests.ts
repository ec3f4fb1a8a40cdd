import { guardText, recordDiversion, type GuardMark } from '../../questions/index.ts'
import {
  askForDialogue,
  communeOfResident,
  findLikeRequest,
  joinRequest,
  leaveRequest,
  openRequestsFor,
  requestsOfResident,
  wordsMax,
  type OpenRequest,
} from '../../requests/index.ts'
import { formatLinkCode, linkCodeMinutes, makeLinkCode } from '../../residents/index.ts'
import type { Input, Topic, TurnContext } from '../turn.ts'
import { excerpt } from './opinion-draft.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'
import { requestReceiptLines } from './track-receipt.ts'

const name = 'requests'

type Draft = { readonly words: string; readonly guardMark?: GuardMark }
type State =
  | {
      readonly step: 'home'
      readonly ids: readonly string[]
      readonly hasOwn: boolean
      /** Where the rest of the list begins; null where this is all. */
      readonly next: number | null
    }
  | { readonly step: 'own'; readonly ids: readonly string[] }
  | { readonly step: 'one'; readonly id: string; readonly hasJoined: boolean }
  | { readonly step: 'words' }
  | ({ readonly step: 'guard' | 'emergency' | 'confirm' } & Draft)
  | ({ readonly step: 'like'; readonly id: string } & Draft)

const listed = 4
const ownListed = 6
const titleShown = 60

const ask = (turn: TurnContext, text: string, labels: readonly string[], state: State): void =>
  turn.ask({ text, choices: labels.map((label) => ({ label })), state }, name)

const openOnes = async (turn: TurnContext, limit: number, offset = 0): Promise<readonly OpenRequest[]> => {
  const { resident, scope } = turn
  const unitId = resident && (await communeOfResident(scope.tx, resident.id))
  return unitId ? await openRequestsFor(scope.tx, { unitId, residentId: resident.id, limit, offset }) : []
}

const showHome = async (turn: TurnContext, offset = 0): Promise<void> => {
  const { resident, scope } = turn
  if (!resident) return await turn.goTo('welcome')
  if (!(await communeOfResident(scope.tx, resident.id))) {
    turn.tell(turn.phrase('requests:noUnit'))
    return await turn.goTo('place')
  }
  const found = await openOnes(turn, listed + 1, offset)
  const open = found.slice(0, listed)
  const next = found.length > listed ? offset + listed : null
  const own = await requestsOfResident(scope.tx, scope.keyring, { residentId: resident.id, limit: 1 })
  const lines = open.map(({ title, joined, hasJoined }) =>
    turn.phrase(hasJoined ? 'requests:chat.lineJoined' : 'requests:chat.line', {
      title: excerpt(title, titleShown),
      count: joined,
    }),
  )
  ask(
    turn,
    turn.phrase(open.length > 0 ? 'requests:chat.home' : 'requests:chat.homeEmpty'),
    [
      ...lines,
      ...(next === null ? [] : [turn.phrase('requests:chat.more')]),
      turn.phrase('requests:chat.new'),
      ...(own.length > 0 ? [turn.phrase('requests:chat.mine')] : []),
      turn.phrase('requests:chat.code'),
    ],
    { step: 'home', ids: open.map(({ id }) => id), hasOwn: own.length > 0, next },
  )
}

const showOwn = async (turn: TurnContext): Promise<void> => {
  const { resident, scope } = turn
  if (!resident) return await turn.goTo('welcome')
  const own = await requestsOfResident(scope.tx, scope.keyring, { residentId: resident.id, limit: ownListed })
  const labels = own.map(({ title, state }) =>
    turn.phrase('requests:chat.ownLine', {
      title: excerpt(title, titleShown),
      state: turn.phrase(`requests:state.${state}`),
    }),
  )
  ask(turn, turn.phrase('requests:chat.own'), [...labels, turn.phrase('requests:chat.back')], {
    step: 'own',
    ids: own.map(({ id }) => id),
  })
}

const showOne = async (turn: TurnContext, id: string): Promise<void> => {
  const { resident, scope } = turn
  if (!resident) return await turn.goTo('welcome')
  const open = (await openOnes(turn, 200)).find((request) => request.id === id)
  const own = await requestsOfResident(scope.tx, scope.keyring, { residentId: resident.id, limit: 100 })
  const mine = own.find((request) => request.id === id)
  const shown = open ?? mine
  if (!shown) return await showHome(turn)
  const hasJoined = mine !== undefined
  const mayLeave = open !== undefined || mine?.state === 'asked'
  const act = !hasJoined ? 'requests:chat.join' : mayLeave ? 'requests:chat.leave' : null
  ask(
    turn,
    [
      `«${shown.title}»`,
      turn.phrase('requests:chat.joined', { count: shown.joined }),
      ...(mine ? [turn.phrase(`requests:state.${mine.state}`)] : []),
      ...(await requestReceiptLines(turn, id)),
    ].join('\n'),
    [...(act ? [turn.phrase(act)] : []), turn.phrase('requests:chat.back')],
    act ? { step: 'one', id, hasJoined } : { step: 'own', ids: [] },
  )
}

/** The code with which an officer at the desk sees whose chat it is: the voter list is looked at there, not here. */
const showCode = async (turn: TurnContext): Promise<void> => {
  const { digits } = await makeLinkCode(turn.scope)
  turn.close()
  turn.tell(turn.phrase('requests:chat.codeIs', { code: formatLinkCode(digits), minutes: linkCodeMinutes }))
}

const askWords = (turn: TurnContext): void =>
  turn.ask({ text: turn.phrase('requests:chat.askWords'), state: { step: 'words' } satisfies State }, name)

const askConfirm = (turn: TurnContext, draft: Draft): void =>
  ask(
    turn,
    turn.phrase('requests:chat.confirm', { words: draft.words }),
    [turn.phrase('requests:chat.send'), turn.phrase('requests:chat.rewrite'), turn.phrase('requests:chat.cancel')],
    { step: 'confirm', ...draft },
  )

/** An open request that says the same is offered before a new one is made. */
const offerLike = async (turn: TurnContext, draft: Draft): Promise<void> => {
  const { resident, scope } = turn
  const unitId = resident && (await communeOfResident(scope.tx, resident.id))
  const like = unitId && (await findLikeRequest(scope.tx, { unitId, residentId: resident.id, text: draft.words }))
  if (!like) return askConfirm(turn, draft)
  if (like.hasJoined) {
    turn.tell(turn.phrase('requests:chat.sameAsOwn', { title: like.title, count: like.joined }))
    return await showOne(turn, like.id)
  }
  ask(
    turn,
    turn.phrase('requests:chat.like', { title: like.title, count: like.joined }),
    [turn.phrase('requests:chat.join'), turn.phrase('requests:chat.sendOwn'), turn.phrase('requests:chat.cancel')],
    { step: 'like', id: like.id, ...draft },
  )
}

const countDoor = async (turn: TurnContext, kind: GuardMark): Promise<void> => {
  if (turn.resident?.unitId) await recordDiversion(turn.scope, { unitId: turn.resident.unitId, kind })
}

const takeWords = async (turn: TurnContext, input: Input): Promise<boolean> => {
  if (input.kind !== 'text') {
    turn.tell(turn.phrase('requests:chat.textOnly'))
    askWords(turn)
    return true
  }
  const words = input.text.trim()
  if (words.length > wordsMax) {
    turn.tell(turn.phrase('requests:chat.tooLong', { length: words.length, max: wordsMax }))
    askWords(turn)
    return true
  }
  const guarded = guardText(words)
  if (!guarded) {
    await offerLike(turn, { words })
    return true
  }
  const draft = { words, guardMark: guarded.kind }
  if (guarded.kind === 'emergency') {
    await tellEmergencyNumbers(turn)
    const labels = [turn.phrase('requests:chat.isRequest'), turn.phrase('questions:guard.emergencyNo')]
    ask(turn, turn.phrase('requests:chat.emergencyAsk'), labels, { step: 'emergency', ...draft })
    return true
  }
  const because = turn.phrase('questions:guard.because', { words: guarded.because.join(', ') })
  ask(
    turn,
    turn.phrase(`questions:guard.${guarded.kind}`, { because }),
    [
      turn.phrase('questions:guard.takeDoor'),
      turn.phrase('requests:chat.rewrite'),
      turn.phrase('requests:chat.isRequest'),
      turn.phrase('requests:chat.cancel'),
    ],
    { step: 'guard', ...draft },
  )
  return true
}

const cancel = (turn: TurnContext): void => {
  turn.close()
  turn.tell(turn.phrase('requests:chat.cancelled'))
}

const join = async (turn: TurnContext, requestId: string): Promise<void> => {
  const { isNew, joined } = await joinRequest(turn.scope, { requestId })
  turn.close()
  turn.tell(turn.phrase(isNew ? 'requests:chat.didJoin' : 'requests:chat.hadJoined', { count: joined }))
}

const send = async (turn: TurnContext, { words, guardMark }: Draft): Promise<void> => {
  await askForDialogue(turn.scope, {
    words,
    channel: turn.chat.platform === 'zalo' ? 'zalo' : turn.chat.platform === 'telegram' ? 'telegram' : 'web',
    ...(guardMark === undefined ? {} : { guardMark }),
  })
  turn.close()
  turn.tell(turn.phrase('requests:chat.sent'))
}

const takeHome = async (turn: TurnContext, state: Extract<State, { step: 'home' }>, number: number): Promise<void> => {
  const id = state.ids[number - 1]
  if (id !== undefined) return await showOne(turn, id)
  const more = state.next === null ? 0 : 1
  if (more === 1 && number === state.ids.length + 1) return await showHome(turn, state.next ?? 0)
  const after = number - state.ids.length - more
  if (after === 1) return askWords(turn)
  if (after === 2 && state.hasOwn) return await showOwn(turn)
  return await showCode(turn)
}

const takeChoice = async (turn: TurnContext, state: State, number: number): Promise<void> => {
  switch (state.step) {
    case 'words':
      return askWords(turn)
    case 'home':
      return await takeHome(turn, state, number)
    case 'own': {
      const id = state.ids[number - 1]
      return id === undefined ? await showHome(turn) : await showOne(turn, id)
    }
    case 'one': {
      if (number !== 1) return await showHome(turn)
      if (!state.hasJoined) return await join(turn, state.id)
      await leaveRequest(turn.scope, { requestId: state.id })
      turn.close()
      return turn.tell(turn.phrase('requests:chat.left'))
    }
    case 'like':
      if (number === 1) return await join(turn, state.id)
      return number === 2 ? askConfirm(turn, state) : cancel(turn)
    case 'guard': {
      if (number === 2) return askWords(turn)
      if (number === 3) return await offerLike(turn, state)
      if (number !== 1) return cancel(turn)
      if (state.guardMark) await countDoor(turn, state.guardMark)
      turn.close()
      return turn.tell(turn.phrase('questions:guard.doorTaken'))
    }
    case 'emergency':
      if (number === 1) return await offerLike(turn, state)
      turn.close()
      return turn.tell(turn.phrase('questions:guard.emergencyDone'))
    case 'confirm':
      if (number === 1) return await send(turn, state)
      return number === 2 ? askWords(turn) : cancel(turn)
  }
}

/** Asking for a session on a topic: what others ask for first, then one's own words; joining and leaving is one number. */
export const dialogueRequestsTopic: Topic = {
  name,
  async begin(turn) {
    await showHome(turn)
  },
  async answer(turn, raw, input) {
    const state = raw as State
    if (!turn.resident) return false
    if (input.kind === 'choice') {
      await takeChoice(turn, state, input.number)
      return true
    }
    return state.step === 'words' ? await takeWords(turn, input) : false
  },
  async leave(turn, raw) {
    const { step } = raw as State
    // What was written and not sent must not vanish without a word.
    if (step === 'confirm' || step === 'like' || step === 'guard') turn.tell(turn.phrase('requests:chat.notSent'))
  },
}
