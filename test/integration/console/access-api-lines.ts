import { list, unit, unitIn, whole, type Line } from './access-line.ts'
import { unitA } from './access-records.ts'

const letter = { kind: 'message', bodies: { vi: 'Mời ông/bà đến dự.' }, circle: { of: ['area'], organisations: [] } }
const opinionForm = {
  unitId: unitA,
  purpose: 'community',
  dialogueId: null,
  counts: 'persons',
  naming: 'anonymous',
  audience: 'unit',
  isLive: false,
  showsAnswered: false,
  smallestCell: 5,
  opensAt: '2999-11-20T08:00:00+07:00',
  closesAt: '2999-12-10T17:00:00+07:00',
  content: {
    title: { vi: 'Xin ý kiến về thu gom rác' },
    intro: { vi: 'Để chuẩn bị buổi đối thoại.' },
    inEnglish: false,
    isNoDecision: false,
    sections: [
      {
        id: 's',
        title: { vi: 'Thu gom rác' },
        items: [{ kind: 'short_text', id: 'a', text: { vi: 'Ông/bà muốn thay đổi điều gì?' }, required: true }],
      },
    ],
  },
}
const session = {
  unitId: unitA,
  title: 'Đối thoại về thu gom rác',
  topic: 'Thu gom rác',
  startsAt: '2999-12-05T08:30:00+07:00',
  endsAt: '2999-12-05T11:30:00+07:00',
  collectionClosesAt: '2999-12-03T17:00:00+07:00',
  place: 'Nhà văn hóa số 5 phố Cửa Nam',
  hotline: '024 3825 1234',
}

/** Routes of the programs' door. */
export const apiLines: Readonly<Record<string, Line>> = {
  'GET /api/v1/dialogues': list,
  'POST /api/v1/dialogues': unitIn(session),
  'GET /api/v1/dialogues/:id': unit('dialogue'),
  'PATCH /api/v1/dialogues/:id': unit('dialogue'),
  'POST /api/v1/dialogues/:id/cancellation': unit('dialogue', { send: { reason: 'Bão số 10' } }),
  'POST /api/v1/dialogues/:id/announcement': unit('dialogue'),
  'POST /api/v1/dialogues/:id/letters': unit('dialogue', { send: letter }),
  'GET /api/v1/dialogues/:id/broadcasts': unit('dialogue'),
  'GET /api/v1/dialogues/:id/questions': unit('dialogue'),
  'GET /api/v1/dialogues/:id/notice-proof': unit('dialogue'),
  'POST /api/v1/dialogues/:id/notice-proof': unit('dialogue'),
  'POST /api/v1/dialogues/:id/documents': unit('dialogue', { send: 'file' }),
  'GET /api/v1/dialogues/:id/documents/:file': unit('document'),
  'GET /api/v1/broadcasts/:id': unit('broadcast'),
  'PATCH /api/v1/broadcasts/:id': unit('broadcast', { send: { texts: { vi: 'Mời ông/bà' } } }),
  'POST /api/v1/broadcasts/:id/approval': unit('broadcast'),
  'POST /api/v1/broadcasts/:id/rejection': unit('broadcast', { send: { reason: 'Sai địa điểm' } }),
  'POST /api/v1/broadcasts/:id/pace': unit('broadcast', { send: { perMinute: 60 } }),
  'POST /api/v1/broadcasts/:id/pause': unit('broadcast'),
  'POST /api/v1/broadcasts/:id/resume': unit('broadcast'),
  'POST /api/v1/broadcasts/:id/stop': unit('broadcast'),
  'GET /api/v1/answers': list,
  'GET /api/v1/forms': list,
  'POST /api/v1/forms': unitIn(opinionForm),
  'GET /api/v1/forms/:id': unit('openForm'),
  'GET /api/v1/forms/:id/results': unit('closedForm'),
  'POST /api/v1/forms/:id/approval-request': unit('draftedForm'),
  'POST /api/v1/forms/:id/approval': unit('draftedForm'),
  'POST /api/v1/forms/:id/closing': unit('openForm'),
  'GET /api/v1/questions/:id': unit('opinion'),
  'POST /api/v1/questions': unitIn({
    unitId: unitA,
    opinionClass: 'question',
    text: 'Bao giờ phường sửa cống ở ngõ 12?',
  }),
  'GET /api/v1/units': list,
  'GET /api/v1/units/:id': whole('unit'),
  'POST /api/v1/units/:id/groups': unit('unit', { send: { fullName: 'Tổ dân phố số 92' } }),
  'GET /api/v1/me': list,
}
