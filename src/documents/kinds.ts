import type { KnownFields, Template } from './template.ts'
import {
  standardConclusion,
  standardInvitation,
  standardMinutes,
  standardNotice,
  standardReply,
} from './standard/session-papers.ts'
import { standardFiveYearReport, standardYearReport } from './standard/period-reports.ts'
import { standardSessionReport, standardSynthesis } from './standard/reports.ts'

/** Thông báo, giấy mời, biên bản, thông báo kết luận, báo cáo kết quả, báo cáo tổng hợp, báo cáo năm, báo cáo tổng kết 05 năm, công văn trả lời. */
export const documentKinds = [
  'notice',
  'invitation',
  'minutes',
  'conclusion',
  'session_report',
  'synthesis',
  'year_report',
  'five_year_report',
  'reply',
] as const
export type DocumentKind = (typeof documentKinds)[number]

/** Every document of an office says whose it is. */
const office = ['don_vi', 'ten_don_vi', 'cap_tren', 'dia_danh'] as const

const session = [
  ...office,
  'loai_cuoc',
  'ten_cuoc',
  'chuyen_de',
  'can_cu',
  'ngay',
  'thoi_gian',
  'ket_thuc',
  'dia_diem',
  'chu_tri',
  'duong_truyen',
  'nhan_tu',
  'nhan_den',
  'duong_day_nong',
  'ma_thong_bao',
] as const

const balance = [
  'so_y_kien',
  'so_con_hieu_luc',
  'so_nguoi',
  'so_khong_ro_nguoi',
  'so_cung_quan_tam',
  'so_ho',
  'so_nguoi_du',
] as const

const synthesis: KnownFields = {
  words: [
    ...office,
    ...balance,
    'tu_ngay',
    'den_ngay',
    'ky_hop',
    'so_bao_cao_nguon',
    'so_don_vi',
    'chua_gui',
    'so_cuoc',
    'tinh_hinh',
    'ma_bao_cao',
  ],
  blocks: ['bang_can_doi', 'bang_loai', 'bang_linh_vuc', 'bang_don_vi', 'kien_nghi'],
}

/** What reports of a year and of five years know besides. */
const yearly: KnownFields = {
  words: [...synthesis.words, 'nam', 'tu_nam', 'den_nam', 'so_van_ban'],
  blocks: [...synthesis.blocks, 'bang_cuoc', 'so_lieu_truoc', 'so_lieu_ky_khac'],
}

/** The fields that each kind of document knows. */
export const knownFields: Readonly<Record<DocumentKind, KnownFields>> = {
  notice: { words: session, blocks: ['chuong_trinh', 'chinh_sach'] },
  invitation: { words: session, blocks: ['chuong_trinh', 'thanh_phan_du'] },
  minutes: {
    words: [...session, 'gio_khai_mac', 'gio_ket_thuc', 'so_nguoi_du', 'thu_ky', 'chu_toa', 'so_cau_hoi'],
    blocks: ['thanh_phan_du', 'dien_bien', 'ket_luan'],
  },
  conclusion: { words: [...session, 'tom_tat'], blocks: ['nhiem_vu'] },
  session_report: {
    words: [
      ...session,
      ...balance,
      'so_chua_len_tieng',
      'ten_chua_len_tieng',
      'dau_so',
      'so_dong',
      'ngay_chot',
      'chua_chot',
    ],
    blocks: ['bang_can_doi', 'bang_loai', 'bang_linh_vuc'],
  },
  synthesis,
  year_report: yearly,
  five_year_report: yearly,
  reply: {
    words: [
      ...office,
      'so_viec',
      'ten_viec',
      'ten_cuoc',
      'so_y_kien',
      'ket_qua',
      'noi_dung',
      'can_cu',
      'co_quan',
      'chuc_vu',
      'nguoi_tra_loi',
      'ngay_tra_loi',
      'nguoi_thuc_hien',
      'han_thuc_hien',
      'ngay_hoan_thanh',
    ],
    blocks: [],
  },
}

/** What an office gets that has written no template of its own. */
export const standardTemplates: Readonly<Record<DocumentKind, Template>> = {
  notice: standardNotice,
  invitation: standardInvitation,
  minutes: standardMinutes,
  conclusion: standardConclusion,
  session_report: standardSessionReport,
  synthesis: standardSynthesis,
  year_report: standardYearReport,
  five_year_report: standardFiveYearReport,
  reply: standardReply,
}
