import type { Dialogue } from '../dialogues/index.ts'
import type { OfficialBlock } from '../documents/index.ts'
import type { HallNote } from '../hall/index.ts'
import { formatDateVi, formatShortDateVi, formatTimeVi } from '../kernel/calendar/format-date.ts'
import { vietnamDate } from '../kernel/calendar/plain-date.ts'
import { phrase } from '../phrases/index.ts'
import type { AgendaLine, Participant } from '../preparation/index.ts'
import { officeValues, type Office } from './office-values.ts'

const day = (at: Date): string => formatShortDateVi(vietnamDate(at))
/** "thứ Bảy, ngày 05/12/2026" */
const weekday = (at: Date): string => {
  const text = formatDateVi(vietnamDate(at))
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
}
const moment = (at: Date): string => `${formatTimeVi(at)}, ${formatDateVi(vietnamDate(at)).toLocaleLowerCase('vi')}`

const isOnline = ({ mode }: Dialogue): boolean => mode === 'online' || mode === 'hybrid'

/** The lines of an agenda, as a list; what an officer planned with the session stands where no agenda was made. */
const programme = (dialogue: Dialogue, agenda: readonly AgendaLine[]): OfficialBlock[] => {
  const spoken = agenda.filter(({ place }) => place === 'hall')
  const lines: readonly { readonly what: string; readonly who: string | null; readonly minutes: number }[] =
    spoken.length > 0
      ? spoken.map(({ title, who, minutes }) => ({ what: title, who, minutes }))
      : dialogue.agenda.map(({ what, who, minutes }) => ({ what, who: who ?? null, minutes }))
  if (lines.length === 0) return []
  const items = lines.map(({ what, who, minutes }) => `${what} (${minutes} phút${who === null ? '' : `; ${who}`}).`)
  return [{ kind: 'list', items }]
}

const called = ({ name, title, body }: Participant): string => [name, title, body].filter(Boolean).join(', ')

const takingPart = (participants: readonly Participant[], roles: readonly Participant['role'][]): OfficialBlock[] => {
  const named = participants.filter(({ role }) => roles.includes(role))
  if (named.length === 0) return []
  const items = named.map((one) => `${phrase('vi', `preparation:role.${one.role}`)}: ${called(one)}.`)
  return [{ kind: 'list', items }]
}

export type SessionFacts = Office & {
  readonly dialogue: Dialogue
  readonly agenda: readonly AgendaLine[]
  readonly participants: readonly Participant[]
}

/** What every paper about a session can say of it. */
export const sessionValues = ({ dialogue, agenda, participants, ...office }: SessionFacts) => ({
  ...officeValues(office),
  loai_cuoc: dialogue.type === 'voter_contact' ? 'hội nghị tiếp xúc cử tri' : 'hội nghị đối thoại',
  ten_cuoc: dialogue.title,
  chuyen_de: dialogue.topic ?? '',
  can_cu: dialogue.legalBasis === 'other' ? '' : phrase('vi', `reports:basis.${dialogue.legalBasis}`),
  ngay: weekday(dialogue.startsAt),
  thoi_gian: moment(dialogue.startsAt),
  ket_thuc: dialogue.endsAt === null ? '' : formatTimeVi(dialogue.endsAt),
  dia_diem: dialogue.place,
  chu_tri: dialogue.hosts.map(({ name, chair }) => (chair === undefined ? name : `${name} (${chair})`)).join('; '),
  duong_truyen: isOnline(dialogue) ? (dialogue.joinUrl ?? '') : '',
  nhan_tu: day(dialogue.collectionOpensAt),
  nhan_den: day(dialogue.collectionClosesAt),
  duong_day_nong: dialogue.hotline,
  ma_thong_bao: `${dialogue.noticeCode.slice(0, 3)} ${dialogue.noticeCode.slice(3)}`,
  chuong_trinh: programme(dialogue, agenda),
  chinh_sach:
    dialogue.pack.summary === undefined || dialogue.pack.summary === ''
      ? []
      : [{ kind: 'text', text: dialogue.pack.summary } as const],
  thanh_phan_du: takingPart(participants, ['area_member', 'agency', 'expert', 'deputy', 'moderator']),
})

export type HeldFacts = SessionFacts & {
  readonly hall: { readonly openedAt: Date; readonly closedAt: Date | null } | undefined
  readonly notes: readonly HallNote[]
  /** What was called up from the floor, by id. */
  readonly floorTitles: ReadonlyMap<string, string>
  readonly came: number
}

const said = ({ speaker, words }: HallNote): string => {
  const end = /[.!?…]$/u.test(words.trim()) ? '' : '.'
  return `${speaker === null ? '' : `${speaker}: `}${words.trim()}${end}`
}

/** What was spoken about one after the other, with the answers as they were noted. */
const course = ({ agenda, notes, floorTitles }: HeldFacts): OfficialBlock[] => {
  const titles = new Map([...agenda.map(({ id, title }) => [id, title] as const), ...floorTitles])
  const groups = [...Map.groupBy(notes, ({ about }) => about?.id ?? '')]
  return groups.flatMap(([id, group]): OfficialBlock[] => {
    const title = titles.get(id)
    const answers = group.filter(({ kind }) => kind === 'answer').map(said)
    if (answers.length === 0) return []
    return [
      { kind: 'text', text: title === undefined ? 'Ý kiến chung:' : `Về nội dung “${title}”:` },
      { kind: 'list', items: answers },
    ]
  })
}

const concluded = (notes: readonly HallNote[]): OfficialBlock[] => {
  const items = notes
    .filter(({ kind }) => kind !== 'answer')
    .map((note) => `${note.kind === 'promise' ? 'Hứa giải quyết' : 'Kết luận'} – ${said(note)}`)
  return items.length === 0 ? [] : [{ kind: 'list', items }]
}

const nameOf = (participants: readonly Participant[], role: Participant['role']): string =>
  participants.find((one) => one.role === role)?.name ?? ''

/** What the minutes of a session say besides. */
export const minutesValues = (facts: HeldFacts) => {
  const { dialogue, participants, hall, notes, came } = facts
  const asked = new Set(notes.flatMap(({ about }) => (about === null ? [] : [about.id])))
  const ends = hall?.closedAt ?? dialogue.endsAt
  return {
    ...sessionValues(facts),
    gio_khai_mac: formatTimeVi(hall?.openedAt ?? dialogue.startsAt),
    gio_ket_thuc: ends === null ? '' : formatTimeVi(ends),
    so_nguoi_du: came === 0 ? '' : String(came),
    thu_ky: nameOf(participants, 'secretary'),
    chu_toa: nameOf(participants, 'chair'),
    so_cau_hoi: asked.size === 0 ? '' : String(asked.size),
    dien_bien: course(facts),
    ket_luan: concluded(notes),
  }
}
