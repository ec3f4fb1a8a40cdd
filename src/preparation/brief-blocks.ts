import {
  formatDateEn,
  formatDateVi,
  formatShortDateVi,
  formatTimeEn,
  formatTimeVi,
} from '../kernel/calendar/format-date.ts'
import { vietnamDate, type PlainDate } from '../kernel/calendar/plain-date.ts'
import { phrase, type Locale, type PhraseKey, type PhraseValues } from '../phrases/index.ts'
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

const areasShown = 4

const topicBlocks = (w: Words, topic: BriefTopic, index: number, kept: number): DocumentBlock[] => {
  const marks = marksOf(w, topic)
  const areas = topic.areas.slice(0, areasShown).map(({ name, count }) => `${name} (${w.number(count)})`)
  const rest = topic.areas.length - areas.length
  const counts = [
    w.t('preparation:brief.opinions', { count: topic.opinions, share: share(w, topic.opinions, kept) }),
    w.t('preparation:brief.persons', { count: topic.persons }),
    ...(topic.unknown > 0 ? [w.t('preparation:brief.unknown', { count: topic.unknown })] : []),
    w.t('preparation:brief.supports', { count: topic.supports }),
  ].join('; ')
  const matters = topic.matters.map((item) =>
    w.t('preparation:brief.matter', {
      number: item.number,
      title: item.title ?? w.t('preparation:untitled'),
      opinions: w.number(item.opinionCount),
      supports: w.number(item.supportCount),
    }),
  )
  const hidden = topic.matterCount - topic.matters.length
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
    ...topic.wordings.map((text): DocumentBlock => ({ kind: 'text', tone: 'quote', text: `“${text}”` })),
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

/** So many fit on two pages; the rest is counted. */
const carriedShown = 8

const carriedBlocks = (w: Words, carried: Brief['carried']): DocumentBlock[] => {
  if (carried.length === 0) return [{ kind: 'text', tone: 'small', text: w.t('conclusions:carried.none') }]
  const late = carried.filter(({ isLate }) => isLate).length
  const further = carried.length - carriedShown
  return [
    {
      kind: 'text',
      tone: 'small',
      text: w.t('conclusions:carried.count', { whole: w.number(carried.length), late: w.number(late) }),
    },
    {
      kind: 'list',
      items: [
        ...carried.slice(0, carriedShown).map((task) =>
          w.t(task.isLate ? 'conclusions:carried.late' : 'conclusions:carried.open', {
            words: cutWording(task.words, 160),
            who: task.ownerPost,
            due: formatShortDateVi(task.dueOn),
          }),
        ),
        ...(further > 0 ? [w.t('conclusions:carried.further', { count: further })] : []),
      ],
    },
  ]
}

const attendance = (w: Words, { competent, participants }: Brief): string[] => [
  ...competent.map(({ competence, body, numbers }) =>
    w.t('preparation:brief.competent', {
      body: body ?? w.t(`preparation:competence.${competence}`),
      numbers: numbers.slice(0, 12).join(', ') + (numbers.length > 12 ? '…' : ''),
    }),
  ),
  ...participants.map((one) =>
    w.t('preparation:brief.participant', {
      role: w.t(`preparation:role.${one.role}`),
      who: [one.name, one.title, one.body].filter(Boolean).join(', '),
      attends: w.t(`preparation:attends.${one.attends}`),
    }),
  ),
]

const answerMaxShown = 3

const requestRows = (w: Words, requests: readonly AnswerRequest[], today: PlainDate): DocumentBlock[] => {
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
      rows: requests.map((one) => [
        one.body,
        one.about,
        one.answer === null
          ? w.t(`preparation:standing.${standingOf(one, today)}`, { day: formatShortDateVi(one.dueOn) })
          : one.answer
              .split('\n')
              .slice(0, answerMaxShown)
              .map((line) => cutWording(line))
              .join('\n'),
      ]),
    },
  ]
}

export type BriefDocument = {
  readonly title: string
  readonly subtitle: string
  readonly blocks: readonly DocumentBlock[]
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
    blocks: [
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
      ...(brief.topics.length === 0
        ? [{ kind: 'text', text: w.t('preparation:brief.noTopics') } as const]
        : brief.topics.flatMap((topic, index) => topicBlocks(w, topic, index, brief.kept))),
      ...(brief.furtherTopics === 0
        ? []
        : [
            {
              kind: 'text',
              tone: 'small',
              text: w.t('preparation:brief.furtherTopics', {
                count: brief.furtherTopics,
                opinions: w.number(brief.furtherOpinions),
              }),
            } as const,
          ]),
      { kind: 'heading', text: w.t('preparation:balance.title') },
      classesBlock(w, brief),
      { kind: 'heading', text: w.t('preparation:brief.formerTitle') },
      { kind: 'text', tone: 'small', text: formerText(w, brief.former) },
      ...carriedBlocks(w, brief.carried),
      { kind: 'heading', text: w.t('preparation:brief.attend') },
      ...(attendance(w, brief).length === 0
        ? [{ kind: 'text', tone: 'small', text: w.t('preparation:brief.noneToAttend') } as const]
        : [{ kind: 'list', items: attendance(w, brief) } as const]),
      { kind: 'heading', text: w.t('preparation:brief.answers') },
      ...requestRows(w, brief.requests, today),
    ],
  }
}
