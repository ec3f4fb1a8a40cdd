import type { OfficialBlock, OfficialDocument } from '../documents/index.ts'
import type { PlainDate } from '../kernel/calendar/plain-date.ts'
import type { Dossier } from './dossier.ts'
import type { Handover } from './handover.ts'
import { placeName, unitInSentence } from '../units/index.ts'

const figure = (count: number): string => new Intl.NumberFormat('vi-VN').format(count)
const front = 'Ủy ban Mặt trận Tổ quốc Việt Nam'

const itemsTable = (dossier: Dossier): OfficialBlock => ({
  kind: 'table',
  head: ['TT', 'Nội dung', 'Lĩnh vực', 'Số ý kiến', 'Cùng quan tâm'],
  rows: dossier.items.map((item, at) => [
    String(at + 1),
    item.title ?? `Việc số ${item.number}`,
    item.topic ?? '',
    figure(item.opinions.length),
    figure(item.supports),
  ]),
  widths: [8, 46, 22, 12, 12],
})

const countsText = ({ counts }: Dossier): string => {
  const unknown = counts.unknown === 0 ? '' : ` và ${figure(counts.unknown)} ý kiến không rõ người gửi`
  return `Hồ sơ gồm ${figure(counts.items)} việc, ${figure(counts.opinions)} ý kiến của ${figure(counts.persons)} người${unknown}; ${figure(counts.supports)} lượt cùng quan tâm; ${figure(counts.households)} hộ liên quan.`
}

/** Phiếu chuyển as the Front's official document. `dated`: what stands while it was not sent. */
export const handoverPaper = (
  handover: Handover,
  frozen: { readonly dossier: Dossier; readonly digest: string } | undefined,
  about: { readonly superior: string | null; readonly dated: PlainDate },
): OfficialDocument => {
  const [lead, ...joint] = handover.parties
  const joined = joint.length === 0 ? '' : ` Cơ quan phối hợp: ${joint.map(({ name }) => name).join('; ')}.`
  const sender = `${front} ${unitInSentence(handover.unitName)}`
  const blocks: OfficialBlock[] = [
    {
      kind: 'text',
      text: `${sender} chuyển đến ${lead?.name ?? ''} các ý kiến, kiến nghị của Nhân dân để xem xét, giải quyết theo thẩm quyền.${joined}`,
    },
    ...(handover.note === '' ? [] : [{ kind: 'text', text: handover.note } as const]),
  ]
  if (frozen) {
    blocks.push({ kind: 'text', text: countsText(frozen.dossier) }, itemsTable(frozen.dossier), {
      kind: 'text',
      // In groups: one long word would tear the line before it apart.
      text: `Mã kiểm tra hồ sơ kèm theo (SHA-256): ${frozen.digest.replaceAll(/(.{8})(?=.)/gu, '$1 ')}`,
    })
  }
  blocks.push({
    kind: 'text',
    text: 'Đề nghị quý cơ quan xác nhận đã nhận và thông báo kết quả giải quyết; trường hợp không thuộc thẩm quyền, đề nghị trả lại và cho biết cơ quan có thẩm quyền./.',
  })
  return {
    family: 'front',
    superior: about.superior === null ? '' : `${front} ${unitInSentence(about.superior)}`,
    issuer: sender,
    number: handover.number,
    place: placeName(handover.unitName),
    dated: handover.dated ?? about.dated,
    kind: 'PHIẾU CHUYỂN',
    abstract: 'Ý kiến, kiến nghị của Nhân dân',
    blocks,
    recipients: [...handover.parties.map(({ name }) => `${name};`), 'Lưu: VT.'],
    signature: { authority: 'TM. BAN THƯỜNG TRỰC', post: 'CHỦ TỊCH', signer: '' },
  }
}
