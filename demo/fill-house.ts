import { setTimeout as pause } from 'node:timers/promises'
import { announce, awaitDelivery, callSession, callUrgentDraft, type Told } from './call-sessions.ts'
import type { Closing } from './closing.ts'
import { askByForm, type Asked } from './ask-by-form.ts'
import { collect, type Collected } from './collect.ts'
import { enterForOthers } from './enter-for-others.ts'
import { inParallel } from './in-parallel.ts'
import type { DemoHouse } from './open-house.ts'
import type { Phone } from './phones/phone.ts'
import { prepareWard, type DemoWard } from './prepare-ward.ts'
import { readData, type DemoMessage } from './read-data.ts'
import { bringResidents, type Counts } from './residents.ts'
import { sortOpinions } from './sort-opinions.ts'
import { stir } from './stir.ts'
import { talk } from './talk.ts'
import { trickle, type Pace } from './trickle.ts'

export type Stage = 'house' | 'ward' | 'residents' | 'announcement' | 'messages' | 'talks' | 'forms'

export type DemoOptions = {
  readonly residents: Counts
  readonly messages: readonly DemoMessage[]
  /** How many people do something else: check a notice, choose their ward group. */
  readonly stirring: number
  /** How many answer an opinion form. */
  readonly answering: number
  readonly pace: Pace
  readonly tell: (stage: Stage, done?: number, all?: number) => void
  readonly signal: AbortSignal
}

export type Demo = {
  readonly house: DemoHouse
  readonly ward: DemoWard
  readonly dialogueId: string
  readonly urgentId: string
  readonly noticeCode: string
  readonly told: Told
  readonly phones: readonly Phone[]
  readonly collected: Collected
  readonly entered: number
  readonly forms: Asked
  /** Phones that have not consented yet, for the visitor. */
  readonly play: { readonly zalo: string; readonly telegram: string }
  /** The slow trickle of new messages; ends when everything is said, when stopped, or with what went wrong. */
  readonly trickling: Promise<void>
}

const visitor = 'Ông/Bà (tự chơi thử)'

/** Phones that nobody has touched, with their pages. */
const freshPhones = ({ zalo, telegram, bot, oaId }: DemoHouse): Demo['play'] => {
  const onZalo = zalo.addUser(oaId, { name: visitor })
  const onTelegram = telegram.addUser(bot, { firstName: visitor, languageCode: 'vi' })
  return {
    zalo: `${zalo.url}/phone/${onZalo.id}`,
    telegram: `${telegram.url}/phone/${onTelegram.id}?bot=${bot.user.username ?? ''}`,
  }
}

/** Builds the sample ward through its own doors: what residents do comes in over their channels, what officers do by verbs. */
export const fillHouse = async (house: DemoHouse, options: DemoOptions, closing: Closing): Promise<Demo> => {
  const { tell, signal } = options
  signal.throwIfAborted()
  tell('ward')
  const { house: service } = house.installation
  const ward = await prepareWard(service)
  const session = await callSession(service, ward)
  const urgent = await callUrgentDraft(service, ward)

  const phones = await bringResidents(house, options.residents, (done, all) => tell('residents', done, all), signal)
  const broadcastId = await announce(service, ward, session.id)
  const told = await awaitDelivery(
    service,
    broadcastId,
    ({ sent, recipients }) => tell('announcement', sent, recipients),
    signal,
  )

  const silent = [...phones]
  const collected = await collect(silent, options.messages, (done, all) => tell('messages', done, all), signal)
  const entered = await enterForOthers(house, ward, session.id)
  await sortOpinions(service, ward, session.id)

  const talks = await readData('talks')
  const talkers = silent.splice(-talks.length)
  const stirring = silent.slice(-options.stirring)
  const all = talks.length + stirring.length
  let done = 0
  const note = (): void => tell('talks', (done += 1), all)
  // One after the other: the officer knows a thread by its words.
  for (const [at, one] of talks.entries()) {
    signal.throwIfAborted()
    const talker = talkers.at(at)
    if (talker) await talk(house, ward, talker, one)
    note()
  }
  await inParallel(
    stirring,
    8,
    async (phone, at) => {
      await stir(phone, at, session.noticeCode)
      note()
    },
    signal,
  )

  tell('forms')
  const forms = await askByForm(service, ward, silent.slice(0, options.answering), session.id, signal)

  const stopping = new AbortController()
  const trickling = (async () => {
    const until = AbortSignal.any([signal, stopping.signal])
    try {
      await trickle(silent, await readData('later'), { pace: options.pace, signal: until })
    } catch (error) {
      if (!until.aborted) throw error
    }
  })()
  closing.push(async () => {
    stopping.abort()
    for (const phone of phones) phone.close()
    await Promise.race([trickling.catch(() => {}), pause(2_000, undefined, { ref: false })])
  })

  return {
    house,
    ward,
    dialogueId: session.id,
    urgentId: urgent.id,
    noticeCode: session.noticeCode,
    told,
    phones,
    collected,
    entered,
    forms,
    play: freshPhones(house),
    trickling,
  }
}
