import type { HolidayCalendar } from './working-days.ts'

const TET = 'Tết Nguyên đán'
const NATIONAL_DAY = 'Quốc khánh'
const HUNG_KINGS = 'Giỗ Tổ Hùng Vương'
const VICTORY = 'Ngày Chiến thắng'
const LABOUR = 'Ngày Quốc tế Lao động'
const NEW_YEAR = 'Tết Dương lịch'

/**
 * Days off of the public service, as announced: data, not computed, because the Government decides each autumn which
 * days Tết takes and which are swapped. Officers add further years; what is `unverified` starts switched off.
 */
export const holidayCalendars: readonly HolidayCalendar[] = [
  {
    year: 2025,
    holidays: [
      { date: '2025-01-01', name: NEW_YEAR },
      { date: '2025-01-27', name: TET },
      { date: '2025-01-28', name: TET },
      { date: '2025-01-29', name: TET },
      { date: '2025-01-30', name: TET },
      { date: '2025-01-31', name: TET },
      { date: '2025-04-07', name: HUNG_KINGS },
      { date: '2025-04-30', name: VICTORY },
      { date: '2025-05-01', name: LABOUR },
      { date: '2025-05-02', name: 'Nghỉ hoán đổi, làm bù 26/04/2025' },
      { date: '2025-09-01', name: NATIONAL_DAY },
      { date: '2025-09-02', name: NATIONAL_DAY },
    ],
    compensatory: ['2025-04-26'],
    source: 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112',
    sourceDate: '2024-11-26',
    state: 'verified',
  },
  {
    year: 2026,
    holidays: [
      { date: '2026-01-01', name: NEW_YEAR },
      { date: '2026-01-02', name: 'Nghỉ hoán đổi, làm bù 10/01/2026' },
      { date: '2026-02-16', name: TET },
      { date: '2026-02-17', name: TET },
      { date: '2026-02-18', name: TET },
      { date: '2026-02-19', name: TET },
      { date: '2026-02-20', name: TET },
      { date: '2026-04-27', name: `Nghỉ bù ${HUNG_KINGS}` },
      { date: '2026-04-30', name: VICTORY },
      { date: '2026-05-01', name: LABOUR },
      { date: '2026-09-02', name: NATIONAL_DAY },
    ],
    compensatory: ['2026-01-10'],
    source:
      'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112',
    sourceDate: '2026-02-23',
    state: 'verified',
  },
  {
    // The second day of National Day and its swap were reported with the Tết plan; the document itself was not seen.
    year: 2026,
    holidays: [
      { date: '2026-08-31', name: 'Nghỉ hoán đổi, làm bù 22/08/2026' },
      { date: '2026-09-01', name: NATIONAL_DAY },
    ],
    compensatory: ['2026-08-22'],
    source: 'Phương án nghỉ Quốc khánh 2026 của Bộ Nội vụ, chưa đối chiếu văn bản',
    sourceDate: '2025-10-17',
    state: 'unverified',
  },
  {
    // The Politburo's policy; the Labour Code has to be amended before it is a day off.
    year: 2026,
    holidays: [{ date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam' }],
    compensatory: [],
    source: 'Nghị quyết 80-NQ/TW ngày 07/01/2026; Nghị quyết 30/NQ-CP giao sửa Điều 112 Bộ luật Lao động',
    sourceDate: '2026-01-07',
    state: 'unverified',
  },
  {
    // Only days that are off whichever way the Government arranges Tết (new year on Saturday, 6 February) and National Day.
    year: 2027,
    holidays: [
      { date: '2027-01-01', name: NEW_YEAR },
      { date: '2027-02-05', name: TET },
      { date: '2027-02-08', name: TET },
      { date: '2027-02-09', name: TET },
      { date: '2027-02-10', name: TET },
      { date: '2027-04-16', name: HUNG_KINGS },
      { date: '2027-04-30', name: VICTORY },
      { date: '2027-05-03', name: `Nghỉ bù ${LABOUR}` },
      { date: '2027-09-02', name: NATIONAL_DAY },
    ],
    compensatory: [],
    source: 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này',
    sourceDate: '2026-02-23',
    state: 'unverified',
  },
]

/** What deadlines may rest on without an officer's decision. */
export const verifiedHolidayCalendars: readonly HolidayCalendar[] = holidayCalendars.filter(
  (calendar) => calendar.state === 'verified',
)
