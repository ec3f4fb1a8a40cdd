import { findCodes, parseCode } from '../../kernel/codes.ts'
import type { PhraseKey } from '../../phrases/index.ts'
import {
  addWording,
  answerAsk,
  guardText,
  mayReunite,
  myOpinions,
  mySupports,
  objectToMerge,
  readOwnOpinion,
  refusalOf,
  reuniteOpinion,
  withdrawOpinion,
  type OwnOpinion,
} from '../../questions/index.ts'
import type { Input, Opening, Topic, TurnContext } from '../turn.ts'
import { readWord } from '../words/read-word.ts'
import { readYesNo } from '../words/read-yes-no.ts'
import { hasLetters } from './opinion-answer.ts'
import { tellEmergencyNumbers } from './opinion-guard.ts'
import { shownDate } from './opinion-places.ts'
import { answerTrack } from './track-answer.ts'
import { lookUpCode } from './track-code.ts'
import { privacyOf } from './track-privacy.ts'
import { receiptLines } from './track-receipt.ts'
import {
  classLabel,
  describeOwn,
  describePublic,
  handedOnLines,
  progressLines,
  refusalLines,
  stateLine,
} from './track-item.ts'

/** What its author may do with an opinion, in the order of the numbers. */
type Act = 'withdraw' | 'add' | 'object' | 'contest' | 'answer' | 'identity' | 'rate' | 'reopen'

/**
 * An opinion without a known author is pointed at by its code only, and the code is asked again for every act: kept in
 * the chat's state it would be a link between the chat and an anonymous opinion.
 */
type State =
  | { readonly step: 'list'; readonly ids: readonly string[]; readonly nextOffset: number | null }
  | ({
      readonly step: 'item'
      readonly id: string | null
      readonly acts: readonly Act[]
      readonly answerId?: string
    } & Shown)
  | ({ readonly step: Act; readonly id: string | null } & Shown)
  /** Its author is known, so that the code leads from this chat to nobody new. */
  | ({ readonly step: 'reunite'; readonly code: string } & Shown)

/**
 * Since when a page of the web shows the words and the code of an opinion without a known author: as soon as the person
 * goes on to something else, the page's copy goes too.
 */
type Shown = { readonly shownAt?: string }

const pageSize = 6

const labels = {
  withdraw: 'questions:track.withdraw',
  add: 'questions:track.add',
  object: 'items:track.object',
  contest: 'triage:track.contest',
  answer: 'privacy:track.answer',
  identity: 'privacy:track.identity',
  rate: 'answers:track.rate',
  reopen: 'answers:track.reopen',
} as const satisfies Record<Act, PhraseKey>

const showList = async (turn: TurnContext, offset = 0): Promise<void> => {
  const { resident, scope } = turn
  if (!resident) return
  const { items, total } = await myOpinions(scope.tx, { residentId: resident.id, limit: pageSize, offset })
  const supported = await mySupports(scope.tx, { residentId: resident.id, limit: 1 })
  if (items.length === 0 && supported.total > 0) return await turn.goTo('supports')
  if (items.length === 0) {
    turn.close()
    return turn.tell(turn.phrase('questions:track.none'))
  }
  const nextOffset = offset + pageSize < total ? offset + pageSize : null
  const entries = items.map((item) =>
    turn.phrase('questions:track.entry', {
      class: classLabel(turn, item),
      date: shownDate(turn, item.receivedAt),
      state: stateLine(turn, item),
    }),
  )
  turn.ask({
    text: [turn.phrase('questions:track.list', { total }), turn.phrase('questions:track.hint')].join('\n'),
    choices: [
      ...entries,
      ...(nextOffset === null ? [] : [turn.phrase('questions:track.more')]),
      ...(supported.total === 0 ? [] : [turn.phrase('items:supports.entry', { count: supported.total })]),
    ].map((label) => ({ label })),
    state: { step: 'list', ids: items.map((item) => item.id), nextOffset } satisfies State,
  })
}

const showItem = async (turn: TurnContext, opinion: OwnOpinion, id: string | null, typed?: string): Promise<void> => {
  const isJoined = opinion.item !== null && opinion.item.opinionCount > 1
  const refusal = await refusalOf(turn.scope.tx, turn.scope.keyring, opinion.id)
  const privacy = await privacyOf(turn, opinion.id, id !== null)
  const answered = await answerTrack(turn, opinion.id, id !== null)
  const receipt = await receiptLines(turn, opinion, typed)
  const more: Act[] = [
    ...answered.acts,
    ...(isJoined ? (['object'] as const) : []),
    ...(refusal?.mayContest ? (['contest'] as const) : []),
    ...privacy.acts,
  ]
  const acts: Act[] = opinion.state === 'received' ? ['withdraw', 'add', ...more] : []
  turn.ask({
    text: [
      describeOwn(turn, opinion),
      ...refusalLines(turn, refusal),
      ...answered.lines,
      ...(await handedOnLines(turn, opinion)),
      ...(await progressLines(turn, opinion)),
      ...privacy.lines,
      ...receipt,
    ].join('\n'),
    choices: [...acts.map((act) => turn.phrase(labels[act])), turn.phrase('questions:track.back')].map((label) => ({
      label,
    })),
    state: {
      step: 'item',
      id,
      acts,
      ...(id === null || answered.answerId === null ? {} : { answerId: answered.answerId }),
      ...(id === null ? { shownAt: turn.at.toISOString() } : {}),
    } satisfies State,
  })
}

/** The account that the opinion came through is gone: whoever holds the receipt may take it back here. */
const askReunite = (turn: TurnContext, shown: string, code: string): void =>
  turn.ask({
    text: `${shown}\n\n${turn.phrase('questions:track.reunite')}`,
    choices: [
      { label: turn.phrase('questions:track.reuniteYes') },
      { label: turn.phrase('questions:track.reuniteNo') },
    ],
    state: { step: 'reunite', code } satisfies State,
  })

const reunite = async (turn: TurnContext, code: string): Promise<void> => {
  if (!(await reuniteOpinion(turn.scope, { code }))) return await showList(turn)
  turn.tell(turn.phrase('questions:track.reunited'))
  await showCode(turn, code)
}

const showCode = async (turn: TurnContext, text: string): Promise<void> => {
  const found = await lookUpCode(turn, text)
  if (!found) return
  if (found.kind === 'public') {
    const shown = describePublic(turn, found.opinion, found.code)
    if (await mayReunite(turn.scope, found)) return askReunite(turn, shown, found.code)
    turn.close()
    return turn.tell(shown)
  }
  await showItem(
    turn,
    found.opinion,
    found.opinion.code === null || !(await isMine(turn, found.opinion.id)) ? null : found.opinion.id,
    found.code,
  )
}

const readMine = async (turn: TurnContext, opinionId: string): Promise<OwnOpinion | undefined> =>
  turn.resident
    ? await readOwnOpinion(turn.scope.tx, turn.scope.keyring, { residentId: turn.resident.id, opinionId })
    : undefined

const isMine = async (turn: TurnContext, id: string): Promise<boolean> => (await readMine(turn, id)) !== undefined

const askWithdraw = (turn: TurnContext, id: string | null, shown: Shown = {}): void =>
  turn.ask({
    text: turn.phrase(id === null ? 'questions:track.withdrawByCode' : 'questions:track.withdrawAsk'),
    choices: [
      ...(id === null ? [] : [{ label: turn.phrase('questions:track.withdrawYes') }]),
      { label: turn.phrase('questions:track.withdrawNo') },
    ],
    state: { step: 'withdraw', id, ...shown } satisfies State,
  })

/** The code first, then the answer, in one message: nothing ties this chat to an anonymous opinion. */
const askAnswer = (turn: TurnContext, shown: Shown): void =>
  turn.ask({
    text: turn.phrase('privacy:track.answerByCode'),
    choices: [{ label: turn.phrase('questions:track.back') }],
    state: { step: 'answer', id: null, ...shown } satisfies State,
  })

const askAdd = (turn: TurnContext, id: string | null, shown: Shown = {}): void =>
  turn.ask({
    text: turn.phrase(id === null ? 'questions:track.addByCode' : 'questions:track.addAsk'),
    choices: [{ label: turn.phrase('questions:track.addCancel') }],
    state: { step: 'add', id, ...shown } satisfies State,
  })

/** Nothing to think over: what is split off can be joined again. Without a known author the code is asked for first. */
const object = async (turn: TurnContext, id: string | null, shown: Shown): Promise<void> => {
  if (id === null) {
    return turn.ask({
      text: turn.phrase('items:track.objectByCode'),
      choices: [{ label: turn.phrase('questions:track.back') }],
      state: { step: 'object', id, ...shown } satisfies State,
    })
  }
  await objectToMerge(turn.scope, { opinionId: id })
  turn.close()
  turn.tell(turn.phrase('items:merged.objected'))
}

const typeObjection = async (turn: TurnContext, text: string): Promise<boolean> => {
  if (!parseCode(text)) return false
  const found = await lookUpCode(turn, text)
  if (found?.kind !== 'own') return true
  await objectToMerge(turn.scope, { code: found.code })
  turn.scrub()
  turn.tell(turn.phrase('items:merged.objected'))
  return true
}

const shownIn = (state: State): Shown =>
  state.step === 'list' || state.shownAt === undefined ? {} : { shownAt: state.shownAt }

/** Since when the open prompt of this topic shows an opinion without a known author; null when it shows none. */
export const shownAnonymously = (state: unknown): Date | null => {
  const { shownAt } = (state ?? {}) as Shown
  return shownAt === undefined ? null : new Date(shownAt)
}

const forgetShown = (turn: TurnContext, state: State): void => {
  const since = shownAnonymously(state)
  if (since !== null) turn.scrub(since)
}

const chooseEntry = async (turn: TurnContext, state: State, number: number): Promise<void> => {
  const act = state.step === 'item' ? state.acts[number - 1] : undefined
  const goesOn = act !== undefined
  if (!goesOn) forgetShown(turn, state)
  switch (state.step) {
    case 'list': {
      const id = state.ids[number - 1]
      if (id === undefined) {
        const isMore = state.nextOffset !== null && number === state.ids.length + 1
        return isMore ? await showList(turn, state.nextOffset ?? 0) : await turn.goTo('supports')
      }
      const opinion = await readMine(turn, id)
      return opinion ? await showItem(turn, opinion, id) : await showList(turn)
    }
    case 'item':
      if (act === undefined) return await showList(turn)
      if (act === 'withdraw') return askWithdraw(turn, state.id, shownIn(state))
      if (act === 'add') return askAdd(turn, state.id, shownIn(state))
      if (act === 'contest') {
        forgetShown(turn, state)
        return await turn.goTo('refused', state.id === null ? {} : { argument: state.id })
      }
      if (act === 'answer' && state.id === null) return askAnswer(turn, shownIn(state))
      if (act === 'answer') return await turn.goTo('privacy-ask', { argument: state.id ?? '' })
      if (act === 'rate' || act === 'reopen') {
        forgetShown(turn, state)
        return await turn.goTo('answer', { argument: `${act} ${state.answerId ?? ''}` })
      }
      if (act === 'identity') return await turn.goTo('privacy-identity', { argument: state.id ?? '' })
      return await object(turn, state.id, shownIn(state))
    case 'object':
    case 'contest':
    case 'answer':
    case 'identity':
    case 'rate':
    case 'reopen':
      return await showList(turn)
    case 'withdraw':
      if (state.id === null || number === 2) return await showList(turn)
      await withdrawOpinion(turn.scope, { opinionId: state.id })
      turn.close()
      return turn.tell(turn.phrase('questions:track.withdrawn'))
    case 'add':
      return await showList(turn)
    case 'reunite':
      return number === 1 ? await reunite(turn, state.code) : await showList(turn)
  }
}

/** Words for an opinion without a known author: the code first, then what is to be added, in one message. */
const addByCode = async (turn: TurnContext, state: State, text: string): Promise<boolean> => {
  const [code] = findCodes(text).filter((one) => one.kind === 'receipt')
  if (!code) return false
  const pattern = ('digits' in code ? code.digits : '').split('').join(String.raw`[\s.\u2010-\u2015-]*`)
  const words = text
    .replace(new RegExp(pattern, 'u'), '')
    .replace(/^[\s:.,-]+/u, '')
    .trim()
  if (!hasLetters(words)) {
    if (state.step === 'answer') askAnswer(turn, shownIn(state))
    else askAdd(turn, null, shownIn(state))
    return true
  }
  const found = await lookUpCode(turn, 'digits' in code ? code.digits : '')
  if (found?.kind !== 'own') return true
  const { code: own } = found
  if (state.step === 'answer') await answerAsk(turn.scope, { code: own, text: words, attachmentIds: [] })
  else await addWording(turn.scope, { code: own, text: words })
  turn.scrub()
  turn.tell(turn.phrase(state.step === 'answer' ? 'privacy:bot.answered' : 'questions:track.added'))
  return true
}

const typeAddition = async (
  turn: TurnContext,
  state: State & { step: 'withdraw' | 'add' },
  text: string,
): Promise<boolean> => {
  const { id } = state
  if (guardText(text)?.kind === 'emergency') await tellEmergencyNumbers(turn)
  if (id === null) return await addByCode(turn, state, text)
  if (parseCode(text)?.kind === 'receipt' || readWord(text)?.kind === 'command' || !hasLetters(text)) return false
  await addWording(turn.scope, { opinionId: id, text })
  turn.close()
  turn.tell(turn.phrase('questions:track.added'))
  return true
}

const typeWithdrawal = async (
  turn: TurnContext,
  state: State & { step: 'withdraw' },
  text: string,
): Promise<boolean> => {
  if (state.id !== null) {
    const yesNo = readYesNo(text)
    if (yesNo === 'yes' || yesNo === 'no') await chooseEntry(turn, state, yesNo === 'yes' ? 1 : 2)
    return yesNo === 'yes' || yesNo === 'no'
  }
  if (!parseCode(text)) return false
  const found = await lookUpCode(turn, text)
  if (found?.kind !== 'own') return true
  await withdrawOpinion(turn.scope, { code: found.code })
  turn.scrub()
  turn.tell(turn.phrase('questions:track.withdrawn'))
  return true
}

/** "Việc của tôi", and the look-up of one receipt code. */
export const trackTopic: Topic = {
  name: 'track',
  words: ['TRACUU'],
  async begin(turn: TurnContext, opening: Opening) {
    if (!turn.resident) return await turn.goTo('welcome', opening)
    const text = opening.argument?.trim() ?? ''
    if (text === '' || !/\d/u.test(text)) return await showList(turn)
    if (parseCode(text)?.kind === 'notice') {
      return await turn.goTo('word:KIEMTRA', { word: 'KIEMTRA', argument: text })
    }
    await showCode(turn, text)
  },
  async answer(turn: TurnContext, raw: unknown, input: Input) {
    const state = raw as State
    if (input.kind === 'choice') {
      await chooseEntry(turn, state, input.number)
      return true
    }
    if (input.kind === 'text' && state.step === 'add') {
      return await typeAddition(turn, { ...state, step: 'add' }, input.text)
    }
    if (input.kind === 'text' && state.step === 'withdraw') {
      return await typeWithdrawal(turn, { ...state, step: 'withdraw' }, input.text)
    }
    if (input.kind === 'text' && state.step === 'answer') return await addByCode(turn, state, input.text)
    if (input.kind === 'text' && state.step === 'object') return await typeObjection(turn, input.text)
    if (input.kind !== 'media' || state.step !== 'add') return false
    turn.tell(turn.phrase('questions:track.addFiles'))
    askAdd(turn, state.id, shownIn(state))
    return true
  },
  async leave(turn: TurnContext, state: unknown) {
    forgetShown(turn, state as State)
  },
}
