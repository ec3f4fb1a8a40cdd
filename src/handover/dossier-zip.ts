import { createHash } from 'node:crypto'
import { strToU8, zipSync } from 'fflate'
import { dossierBytes, type Dossier } from './dossier.ts'

type Parts = {
  readonly dossier: Dossier
  readonly digest: string
  /** Phiếu chuyển as a Word file. */
  readonly note: Uint8Array
}

const cell = (value: string | number): string => {
  const text = String(value)
  // A spreadsheet would take these for formulas.
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text
  return /[",\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const head = ['Số', 'Nội dung vấn đề', 'Lĩnh vực', 'Ngày nhận', 'Kênh', 'Ý kiến']

/** Every wording on a line; opens in any spreadsheet. */
const wordingsCsv = ({ items }: Dossier): string => {
  const rows = items.flatMap((item) =>
    item.opinions.map((one) => [
      item.number,
      item.title ?? '',
      item.topic ?? '',
      one.on,
      one.channel,
      one.isErased ? '(đã xóa theo yêu cầu của người gửi)' : one.wordings.map(({ text }) => text).join('\n\n'),
    ]),
  )
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

/** The first day that a ZIP knows, in the fields of the machine's own time: the same bytes everywhere. */
const firstDay = new Date(1980, 0, 1)

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The whole handover as one file for who has no account: covering note, list, dossier, and what each is to hash to. The
 * same handover always gives the same bytes.
 */
export const zipDossier = ({ dossier, digest, note }: Parts): Uint8Array => {
  const files: Readonly<Record<string, Uint8Array>> = {
    'phieu-chuyen.docx': note,
    'danh-sach-y-kien.csv': strToU8(wordingsCsv(dossier)),
    'ho-so.json': dossierBytes(dossier),
  }
  const manifest = {
    format: 'nhip-cau-handover-1',
    dossier: digest,
    files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, sha256(bytes)])),
  }
  const all = { ...files, 'ke-khai.json': strToU8(JSON.stringify(manifest, null, 2)) }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, bytes]) => [name, [bytes, { mtime: firstDay }]])))
}
