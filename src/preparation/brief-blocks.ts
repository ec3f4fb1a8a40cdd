import {
  formatDateEn,
  formatDateVi,
  formatShortDateVi,
  formatTimeEn,
  formatTimeVi,
} from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { phrase, type Locale, type PhraseKey, type PhraseValues } from '../phrases/index.ts'
import { briefCaps, firstTopics, heightOf, twoPages, type BriefCaps } from './brief-size.ts'
import type { Brief, BriefTopic, FormerState } from './brief.ts'
import { cutWording } from './cut-wording.ts'
import type { DocumentBlock } from './make-document.ts'
import { standingOf, type AnswerRequest } from './request.ts'

type Words = {
  readonly locale: Locale
  t(key: PhraseKey, values?: PhraseValues): string
  number(value: number): string
}

const wordsIn = (locale: Locale): Words => {
  const digits = new Intl.NumberFormat(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 1 })
  return {
    locale,
    t: (key, values) => phrase(locale, key, values),
    number: (value) => digits.format(value),
  }
}

const longDay = (w: Words, day: PlainDate): string => (w.locale === 'vi' ? formatDateVi(day) : formatDateEn(day))

/** "31/577, bằng 5,4%": a number with its base and its share. */
const share = (w: Words, part: number, whole: number): string =>
  whole === 0
    ? w.t('preparation:brief.noBase')
    : w.t('preparation:brief.share', {
        part: w.number(part),
        whole: w.number(whole),
        share: w.number((part / whole) * 100),
      })

const topicName = (w: Words, topic: BriefTopic): string =>
  topic.name === null ? w.t('preparation:noTopic') : topic.name[w.locale]

const marksOf = (w: Words, topic: BriefTopic): string =>
  [
    topic.isHotSpot && w.t('preparation:brief.hotSpot'),
    topic.isRisk && w.t('preparation:brief.risk'),
    topic.isSensitive && w.t('preparation:brief.sensitive'),
  ]
    .filter((mark) => mark !== false)
    .join(', ')

/** Characters of the title of a matter. */
const titleShown = 110

const topicBlocks = (w: Words, topic: BriefTopic, index: number, kept: number, caps: BriefCaps): DocumentBlock[] => {
  const which = index < firstTopics ? 0 : 1
  const marks = marksOf(w, topic)
  const areas = topic.areas.slice(0, caps.areas).map(({ name, count }) => `${name} (${w.number(count)})`)
  const rest = topic.areas.length - areas.length
  const counts = [
    w.t('preparation:brief.opinions', { shown: w.number(topic.opinions), share: share(w, topic.opinions, kept) }),
    w.t('preparation:brief.persons', { shown: w.number(topic.persons) }),
    ...(topic.unknown > 0 ? [w.t('preparation:brief.unknown', { shown: w.number(topic.unknown) })] : []),
    w.t('preparation:brief.supports', { shown: w.number(topic.supports) }),
  ].join('; ')
  const matters = topic.matters.slice(0, caps.matters[which]).map((item) =>
    w.t('preparation:brief.matter', {
      number: item.number,
      title: cutWording(item.title ?? w.t('preparation:untitled'), titleShown),
      opinions: w.number(item.opinionCount),
      supports: w.number(item.supportCount),
    }),
  )
  const hidden = topic.matterCount - matters.length
  return [
    { kind: 'heading', level: 2, text: `${index + 1}. ${topicName(w, topic)}${marks === '' ? '' : ` (${marks})`}` },
    { kind: 'text', tone: 'small', text: `${counts}.` },
    ...(areas.length === 0
      ? []
      : [
          {
            kind: 'text',
            tone: 'small',
            text: w.t('preparation:brief.areas', {
              areas: areas.join(', '),
              rest: rest > 0 ? ` ${w.t('preparation:brief.further', { count: rest })}` : '',
            }),
          } as const,
        ]),
    {
      kind: 'list',
      items: [...matters, ...(hidden > 0 ? [w.t('preparation:brief.furtherMatters', { count: hidden })] : [])],
    },
    ...topic.wordings
      .slice(0, caps.wordings[which])
      .map((text): DocumentBlock => ({ kind: 'text', tone: 'quote', text: `“${cutWording(text, caps.wording)}”` })),
  ]
}

const classesBlock = (w: Words, { classes }: Brief): DocumentBlock => {
  const whole = classes.reduce((sum, { count }) => sum + count, 0)
  return {
    kind: 'table',
    widths: [40, 36, 24],
    head: [w.t('preparation:balance.class'), w.t('preparation:balance.received'), w.t('preparation:balance.planned')],
    rows: classes.map(({ opinionClass, count, planned, isLacking }) => [
      w.t(`questions:class.${opinionClass}`),
      share(w, count, whole),
      planned === null
        ? w.t('preparation:balance.notPlanned')
        : `${w.number(planned)}%${isLacking ? ` · ${w.t('preparation:balance.lacking')}` : ''}`,
    ]),
  }
}

const formerText = (w: Words, former: FormerState | null): string => {
  if (!former) return w.t('preparation:brief.noFormer')
  const day = formatShortDateVi(vietnamDate(former.startsAt))
  const head = w.t('preparation:brief.former', { title: former.title, day })
  const lastDay = former.resultDay && formatShortDateVi(former.resultDay)
  if (former.resultAt !== null) {
    const outOn = formatShortDateVi(vietnamDate(former.resultAt))
    const key = former.isLate ? 'preparation:brief.resultOutLate' : 'preparation:brief.resultOut'
    return `${head} ${w.t(key, { day: outOn, lastDay: lastDay ?? '' })}`
  }
  if (former.state === 'concluded') return `${head} ${w.t('preparation:brief.concluded')}`
  if (former.isLate) return `${head} ${w.t('preparation:brief.resultLate', { lastDay: lastDay ?? '' })}`
  return `${head} ${w.t('preparation:brief.resultOpen', { lastDay: lastDay ?? w.t('preparation:brief.noLastDay') })}`
}

const carriedBlocks = (w: Words, carried: Brief['carried'], caps: BriefCaps): DocumentBlock[] => {
  if (carried.length === 0) return [{ kind: 'text', tone: 'small', text: w.t('conclusions:carried.none') }]
  const late = carried.filter(({ isLate }) => isLate).length
  const further = carried.length - caps.carried
  return [
    {
      kind: 'text',
      tone: 'small',
      text: w.t('conclusions:carried.count', { whole: w.number(carried.length), late: w.number(late) }),
    },
    {
      kind: 'list',
      items: [
        ...carried.slice(0, caps.carried).map((task) =>
          w.t(task.isLate ? 'conclusions:carried.late' : 'conclusions:carried.open', {
            words: cutWording(task.words, caps.task),
            who: task.ownerPost,
            due: formatShortDateVi(task.dueOn),
          }),
        ),
        ...(further > 0 ? [w.t('conclusions:carried.further', { count: further })] : []),
      ],
    },
  ]
}

const attendance = (w: Words, { competent, participants }: Brief, caps: BriefCaps): string[] => {
  const bodies = competent.map(({ competence, body, numbers }) =>
    w.t('preparation:brief.competent', {
      body: body ?? w.t(`preparation:competence.${competence}`),
      numbers: numbers.slice(0, 12).join(', ') + (numbers.length > 12 ? '…' : ''),
    }),
  )
  const people = participants.map((one) =>
    w.t('preparation:brief.participant', {
      role: w.t(`preparation:role.${one.role}`),
      who: [one.name, one.title, one.body].filter(Boolean).join(', '),
      attends: w.t(`preparation:attends.${one.attends}`),
    }),
  )
  // Neither crowds out the other: many bodies leave half of the room to those who have been asked by name.
  const half = Math.ceil(caps.attends / 2)
  const shown = [...bodies.slice(0, Math.max(half, caps.attends - people.length)), ...people].slice(0, caps.attends)
  const hidden = bodies.length + people.length - shown.length
  return hidden === 0 ? shown : [...shown, w.t('preparation:brief.furtherAttend', { count: hidden })]
}

const requestRows = (
  w: Words,
  requests: readonly AnswerRequest[],
  today: PlainDate,
  caps: BriefCaps,
): DocumentBlock[] => {
  if (requests.length === 0) return [{ kind: 'text', tone: 'small', text: w.t('preparation:brief.noRequests') }]
  const late = requests.filter((one) => standingOf(one, today) === 'late').length
  const answered = requests.filter(({ answer }) => answer !== null)
  return [
    {
      kind: 'text',
      tone: 'small',
      text: w.t('preparation:brief.requests', {
        answered: w.number(answered.length),
        whole: w.number(requests.length),
        late: w.number(late),
      }),
    },
    {
      kind: 'table',
      widths: [26, 24, 50],
      head: [w.t('preparation:request.body'), w.t('preparation:request.about'), w.t('preparation:request.answer')],
      rows: requests
        .slice(0, caps.requests)
        .map((one) => [
          cutWording(one.body, 80),
          cutWording(one.about, 80),
          one.answer === null
            ? w.t(`preparation:standing.${standingOf(one, today)}`, { day: formatShortDateVi(one.dueOn) })
            : cutWording(one.answer, caps.answer),
        ]),
    },
    ...(requests.length > caps.requests
      ? [
          {
            kind: 'text',
            tone: 'small',
            text: w.t('preparation:brief.furtherRequests', { count: requests.length - caps.requests }),
          } as const,
        ]
      : []),
  ]
}

export type BriefDocument = {
  readonly title: string
  readonly subtitle: string
  readonly blocks: readonly DocumentBlock[]
}

const blocksWithin = (w: Words, brief: Brief, today: PlainDate, caps: BriefCaps): DocumentBlock[] => {
  const topics = brief.topics.slice(0, caps.topics)
  const left = brief.topics.slice(caps.topics)
  const furtherTopics = brief.furtherTopics + left.length
  const furtherOpinions = brief.furtherOpinions + left.reduce((sum, { opinions }) => sum + opinions, 0)
  return [
    {
      kind: 'text',
      text: w.t('preparation:brief.summary', {
        received: w.number(brief.received),
        kept: w.number(brief.kept),
        matters: w.number(brief.matterCount),
        supports: w.number(brief.supports),
        waiting: w.number(brief.waiting),
      }),
    },
    { kind: 'heading', text: w.t('preparation:brief.topics') },
    ...(topics.length === 0
      ? [{ kind: 'text', text: w.t('preparation:brief.noTopics') } as const]
      : topics.flatMap((topic, index) => topicBlocks(w, topic, index, brief.kept, caps))),
    ...(furtherTopics === 0
      ? []
      : [
          {
            kind: 'text',
            tone: 'small',
            text: w.t('preparation:brief.furtherTopics', {
              count: furtherTopics,
              opinions: w.number(furtherOpinions),
            }),
          } as const,
        ]),
    { kind: 'heading', text: w.t('preparation:balance.title') },
    classesBlock(w, brief),
    { kind: 'heading', text: w.t('preparation:brief.formerTitle') },
    { kind: 'text', tone: 'small', text: formerText(w, brief.former) },
    ...carriedBlocks(w, brief.carried, caps),
    { kind: 'heading', text: w.t('preparation:brief.attend') },
    ...(attendance(w, brief, caps).length === 0
      ? [{ kind: 'text', tone: 'small', text: w.t('preparation:brief.noneToAttend') } as const]
      : [{ kind: 'list', items: attendance(w, brief, caps) } as const]),
    { kind: 'heading', text: w.t('preparation:brief.answers') },
    ...requestRows(w, brief.requests, today, caps),
  ]
}

/** As much as fits on two pages: a leader reads two. */
const fitted = (w: Words, brief: Brief, today: PlainDate): DocumentBlock[] => {
  let blocks: DocumentBlock[] = []
  for (const caps of briefCaps) {
    blocks = blocksWithin(w, brief, today, caps)
    if (heightOf(blocks) <= twoPages) break
  }
  return blocks
}

/** The leader's brief in words: the page and the document say the same. */
export const briefBlocks = (locale: Locale, brief: Brief): BriefDocument => {
  const w = wordsIn(locale)
  const { dialogue } = brief
  const today = vietnamDate(brief.madeAt)
  const time = locale === 'vi' ? formatTimeVi(dialogue.startsAt) : formatTimeEn(dialogue.startsAt)
  const madeTime = locale === 'vi' ? formatTimeVi(brief.madeAt) : formatTimeEn(brief.madeAt)
  return {
    title: w.t('preparation:brief.title'),
    subtitle: [
      dialogue.title,
      `${brief.unitName} · ${time}, ${longDay(w, vietnamDate(dialogue.startsAt))} · ${dialogue.place}`,
      w.t('preparation:brief.madeAt', { moment: `${madeTime}, ${formatShortDateVi(today)}` }),
    ].join('\n'),
    blocks: fitted(w, brief, today),
  }
}
