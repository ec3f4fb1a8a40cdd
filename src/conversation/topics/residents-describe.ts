import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { addDays, readPlainDate, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import {
  entriesAbout,
  organisationsOf,
  residentRecord,
  type DataRequest,
  type PersonalData,
} from '../../residents/index.ts'
import type { TurnContext } from '../turn.ts'
import { homeName, placeName } from './residents-place-name.ts'

export const dayOf = (at: Date): string => formatShortDateVi(vietnamDate(at))

/** The last day in time of a clock whose `at` is the first moment that is too late. */
export const lastDayOf = (at: Date): string => formatShortDateVi(addDays(vietnamDate(at), -1))

/** Everything that is kept about the resident, in plain words, a line each; with what other rooms count. */
export const describeResident = async (
  turn: TurnContext,
  { describers }: PersonalData,
  request: DataRequest,
): Promise<string> => {
  const { resident, scope } = turn
  const record = resident && (await residentRecord(scope.tx, resident.id))
  if (!resident || !record) throw new Error('only a resident has anything to be described')
  const home = await homeName(turn)
  const counted = []
  for (const one of describers) counted.push(...(await one.describe(scope.tx, resident.id)))
  const consents = record.consents.map(({ purpose, at }) =>
    turn.phrase(`residents:data.consent.${purpose}`, { date: dayOf(at) }),
  )
  const platforms = record.platforms.map((platform) => turn.phrase(`residents:platform.${platform}`))
  const followed = resident.followedUnitId && (await placeName(turn, resident.followedUnitId))
  const entered = (await entriesAbout(scope.tx, resident.id)).map(({ place, enteredAt, consentedOn }) => {
    const consented = readPlainDate(consentedOn)
    const values = { place, date: dayOf(enteredAt), consented: consented ? formatShortDateVi(consented) : consentedOn }
    return turn.phrase('residents:data.entered', values)
  })
  const own = (await organisationsOf(scope.tx, resident.id)).map((one) => turn.phrase(`residents:organisation.${one}`))
  const facts = [
    home ? turn.phrase('residents:data.home', { place: home }) : turn.phrase('residents:data.noHome'),
    ...(followed ? [turn.phrase('residents:data.followed', { place: followed })] : []),
    turn.phrase('residents:data.language'),
    turn.phrase(`residents:data.naming.${resident.naming}`, { name: resident.name ?? '' }),
    turn.phrase(resident.noticesStopped ? 'residents:data.notices.off' : 'residents:data.notices.on'),
    turn.phrase('residents:data.platforms', { platforms: platforms.join(', ') }),
    turn.phrase('residents:data.consents', { consents: consents.join('; ') }),
    ...entered,
    ...(own.length > 0 ? [turn.phrase('residents:data.organisations', { list: own.join(', ') })] : []),
    ...(record.voterCheckedAt ? [turn.phrase('residents:data.voter', { date: dayOf(record.voterCheckedAt) })] : []),
    ...counted.map(({ label, count }) => turn.phrase('residents:data.counted', { label: turn.phrase(label), count })),
  ]
  return [
    turn.phrase('residents:data.title', { date: dayOf(record.since) }),
    ...facts.map((fact) => `– ${fact}`),
    turn.phrase('residents:data.request', { number: request.number, due: lastDayOf(request.answerDueAt) }),
  ].join('\n')
}
