import { foldVietnamese } from './fold-vietnamese.ts'

// As residents write them. Those of the first list mean nothing else in any case; the others only in capitals.
const inAnyCase: Readonly<Record<string, string>> = {
  tdp: 'tổ dân phố',
  kdc: 'khu dân cư',
  kdt: 'khu đô thị',
  gpmb: 'giải phóng mặt bằng',
  ubnd: 'ủy ban nhân dân',
  ubmttq: 'ủy ban mặt trận tổ quốc',
  hdnd: 'hội đồng nhân dân',
  mttq: 'mặt trận tổ quốc',
  dbqh: 'đại biểu quốc hội',
  txct: 'tiếp xúc cử tri',
  cccd: 'căn cước công dân',
  cmnd: 'chứng minh nhân dân',
  bhyt: 'bảo hiểm y tế',
  bhxh: 'bảo hiểm xã hội',
  ttdt: 'trật tự đô thị',
  ttxd: 'trật tự xây dựng',
  ttatgt: 'trật tự an toàn giao thông',
  atgt: 'an toàn giao thông',
  attp: 'an toàn thực phẩm',
  vsmt: 'vệ sinh môi trường',
  vstp: 'vệ sinh thực phẩm',
  antt: 'an ninh trật tự',
  pccc: 'phòng cháy chữa cháy',
  csgt: 'cảnh sát giao thông',
  cskv: 'cảnh sát khu vực',
  gcnqsdd: 'giấy chứng nhận quyền sử dụng đất',
  qsdd: 'quyền sử dụng đất',
  tdc: 'tái định cư',
  nvh: 'nhà văn hóa',
  thcs: 'trung học cơ sở',
  thpt: 'trung học phổ thông',
  tthc: 'thủ tục hành chính',
  dvc: 'dịch vụ công',
  cskcb: 'cơ sở khám chữa bệnh',
  hssv: 'học sinh sinh viên',
  qlda: 'quản lý dự án',
}
const inCapitals: Readonly<Record<string, string>> = {
  UB: 'ủy ban',
  MT: 'mặt trận',
  TP: 'thành phố',
  CT: 'chủ tịch',
  BT: 'bí thư',
  CB: 'cán bộ',
  CA: 'công an',
  BV: 'bệnh viện',
  NĐ: 'nghị định',
  QL: 'quốc lộ',
  TL: 'tỉnh lộ',
  VH: 'văn hóa',
}
const inMessages: Readonly<Record<string, string>> = {
  ko: 'không',
  k: 'không',
  kg: 'không',
  hok: 'không',
  dc: 'được',
  đc: 'được',
  bn: 'bao nhiêu',
  ntn: 'như thế nào',
  vs: 'với',
  mn: 'mọi người',
  ng: 'người',
  nc: 'nước',
  đg: 'đường',
}

/** What an abbreviation of a resident stands for, in full diacritics; null for any other word. For matching only. */
export const expandAbbreviation = (word: string): string | null => {
  const plain = word.normalize('NFC')
  const capital = inCapitals[plain]
  if (capital !== undefined) return capital
  const small = plain.toLowerCase()
  return inMessages[small] ?? inAnyCase[foldVietnamese(plain)] ?? null
}
