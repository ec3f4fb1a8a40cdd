import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asObject, asText, onlyFields, refuse } from './answer.ts'
import { durations, vietnamTime } from './emulator-clock.ts'
import { findPerson } from './recipient-rules.ts'
import type { Person, PhoneMessage, World } from './world.ts'

const avatar = (size: number): string => `https://s${size}-ava-talk.zadn.vn/default`

/** DD/MM/YYYY in Vietnam. */
const writeDate = (at: number): string => vietnamTime(at).day.split('-').reverse().join('/')

const detail = (call: ApiCall): unknown => {
  onlyFields(call.world.switches.strict, call.input, ['user_id'], 'data')
  const person = findPerson(call, call.input['user_id'])
  return {
    user_id: person.id,
    user_id_by_app: person.idByApp,
    user_external_id: '',
    display_name: person.name,
    user_alias: person.alias,
    is_sensitive: false,
    user_last_interaction_date: person.lastInteraction === undefined ? '' : writeDate(person.lastInteraction),
    user_is_follower: person.following,
    avatar: avatar(240),
    avatars: { '120': avatar(120), '240': avatar(240) },
    dynamic_param: '',
    tags_and_notes_info: { notes: person.notes, tag_names: [...person.tags] },
    ...(person.sharedInfo === undefined ? {} : { shared_info: person.sharedInfo }),
  }
}

const numberIn = (value: unknown, name: string, least: number, most: number): number => {
  const number = Number(value)
  return Number.isInteger(number) && number >= least && number <= most ? number : refuse(-201, `${name} is invalid`)
}

type Period = (day: string) => boolean
const readPeriod = (world: World, value: unknown): Period => {
  const daysAgo = (days: number): string => vietnamTime(world.now() - days * durations.day).day
  switch (value) {
    case undefined:
      return () => true
    case 'TODAY':
      return (day) => day === daysAgo(0)
    case 'YESTERDAY':
      return (day) => day === daysAgo(1)
    case 'L7D':
      return (day) => day > daysAgo(7)
    case 'L30D':
      return (day) => day > daysAgo(30)
    default: {
      const range = /^(\d{4})_(\d\d)_(\d\d):(\d{4})_(\d\d)_(\d\d)$/.exec(String(value))
      if (range === null) return refuse(-201, 'last_interaction_period is invalid')
      const from = range.slice(1, 4).join('-')
      const to = range.slice(4, 7).join('-')
      return (day) => day >= from && day <= to
    }
  }
}

const isKnown = (person: Person): boolean => person.following || person.lastInteraction !== undefined

const people = ({ world, account }: ApiCall): Person[] =>
  [...world.people.values()].filter((one) => one.oaId === account.oaId && !one.anonymous)

/** At most about 10,000 people can be reached: offset 9951 with 50 a page. */
const list = (call: ApiCall): unknown => {
  const { world, input } = call
  const known = ['offset', 'count', 'tag_name', 'last_interaction_period', 'is_follower']
  onlyFields(world.switches.strict, input, known, 'data')
  const offset = numberIn(input['offset'], 'offset', 0, 9951)
  const count = numberIn(input['count'], 'count', 1, 50)
  const inPeriod = readPeriod(world, input['last_interaction_period'])
  const { tag_name: tag, is_follower: follower } = input
  const found = people(call).filter((one) => {
    if (!isKnown(one)) return false
    if (tag !== undefined && !one.tags.has(asText(tag, 'tag_name'))) return false
    if (follower !== undefined && one.following !== (follower === true || follower === 'true')) return false
    if (input['last_interaction_period'] === undefined) return true
    return one.lastInteraction !== undefined && inPeriod(vietnamTime(one.lastInteraction).day)
  })
  const users = found.slice(offset, offset + count).map(({ id }) => ({ user_id: id }))
  return { total: found.length, count: users.length, offset, users }
}

const requireLegacy = ({ world }: ApiCall): void => {
  if (!world.switches.legacyUserCalls) refuse(-240, 'This API has been shut down, please use v3')
}

const followers = (call: ApiCall): unknown => {
  requireLegacy(call)
  const offset = numberIn(call.input['offset'], 'offset', 0, 9951)
  const count = numberIn(call.input['count'], 'count', 1, 50)
  const all = people(call).filter(({ following }) => following)
  return { total: all.length, followers: all.slice(offset, offset + count).map(({ id }) => ({ user_id: id })) }
}

const profile = (call: ApiCall): unknown => {
  requireLegacy(call)
  const person = findPerson(call, call.input['user_id'])
  if (!person.following) refuse(-213, 'User has not followed OA')
  return {
    user_id: person.id,
    user_id_by_app: person.idByApp,
    display_name: person.name,
    avatar: avatar(240),
    avatars: { '120': avatar(120), '240': avatar(240) },
    user_gender: person.gender,
    ...(person.sharedInfo === undefined ? {} : { shared_info: person.sharedInfo }),
    tags_and_notes_info: { notes: person.notes, tag_names: [...person.tags] },
  }
}

const update = (call: ApiCall): unknown => {
  const { input } = call
  onlyFields(call.world.switches.strict, input, ['user_id', 'alias', 'user_external_id', 'shared_info'], 'body')
  const person = findPerson(call, input['user_id'])
  if (input['alias'] !== undefined) person.alias = asText(input['alias'], 'alias')
  if (input['shared_info'] !== undefined)
    person.sharedInfo = { ...person.sharedInfo, ...asObject(input['shared_info'], 'shared_info') }
  return undefined
}

const attachmentKind: Partial<Record<PhoneMessage['kind'], string>> = {
  image: 'photo',
  audio: 'voice',
  'request-info': 'nosupport',
}

const row = (account: ApiCall['account'], person: Person, message: PhoneMessage): Record<string, unknown> => {
  const toUser = message.from !== 'user'
  const [from, to] = toUser ? [account.oaId, person.id] : [person.id, account.oaId]
  const [fromName, toName] = toUser ? [account.name, person.name] : [person.name, account.name]
  return {
    src: toUser ? 0 : 1,
    time: message.at,
    sent_time: writeDate(message.at),
    from_id: from,
    from_display_name: fromName,
    from_avatar: avatar(120),
    to_id: to,
    to_display_name: toName,
    to_avatar: avatar(120),
    message_id: message.id,
    type: attachmentKind[message.kind] ?? message.kind,
    message: message.text,
    ...(message.media === undefined ? {} : { url: message.media.url }),
  }
}

const newestFirst = (left: PhoneMessage, right: PhoneMessage): number => right.at - left.at

const page = <T>({ input }: ApiCall, rows: T[]): T[] => {
  const offset = numberIn(input['offset'], 'offset', 0, 1_000_000)
  return rows.slice(offset, offset + numberIn(input['count'], 'count', 1, 10))
}

const recentChats = (call: ApiCall): unknown => {
  onlyFields(call.world.switches.strict, call.input, ['offset', 'count'], 'data')
  const newest = people(call).flatMap((person) => {
    const message = person.messages.at(-1)
    return message === undefined ? [] : [{ person, message }]
  })
  newest.sort((left, right) => newestFirst(left.message, right.message))
  return page(call, newest).map(({ person, message }) => row(call.account, person, message))
}

const conversation = (call: ApiCall): unknown => {
  onlyFields(call.world.switches.strict, call.input, ['user_id', 'offset', 'count'], 'data')
  const person = findPerson(call, call.input['user_id'])
  const messages = person.messages.toReversed().sort(newestFirst)
  return page(call, messages).map((message) => row(call.account, person, message))
}

export const userRoutes: ApiRoutes = {
  'GET /v3.0/oa/user/detail': detail,
  'GET /v3.0/oa/user/getlist': list,
  'POST /v3.0/oa/user/update': update,
  'GET /v2.0/oa/getfollowers': followers,
  'GET /v2.0/oa/getprofile': profile,
  'GET /v2.0/oa/listrecentchat': recentChats,
  'GET /v2.0/oa/conversation': conversation,
}
