import { formatCode } from '../src/kernel/codes.ts'
import { demoPassword } from './officers.ts'
import type { Demo } from './fill-house.ts'

const indent = (lines: readonly string[]): string => lines.map((line) => `  ${line}`).join('\n')

/** What a visitor can click now, in both languages. */
export const guide = (demo: Demo): string => {
  const { house, ward, collected, play, phones, told } = demo
  const { url, zalo, telegram } = house
  const { admin, front, approver, leader } = ward.officers
  const logins = [front, approver, leader, admin].map(({ login, name, title }) => ({ login, name, title }))
  const wide = Math.max(...logins.map(({ login }) => login.length))
  const people = logins.map(({ login, name, title }) => `  ${login.padEnd(wide)}  ${name}, ${title}`)
  const at = (path: string): string => `${url}${path}`
  const count = collected.receipts.length
  return `
────────────────────────────────────────────────────────────────────────
NHỊP CẦU — bản dùng thử đã sẵn sàng / the demo is ready

Phường Cửa Nam, Hà Nội (tên phường là thật; người, ý kiến và buổi đối thoại là ví dụ).
${phones.length} cư dân, ${told.sent} người đã nhận thông báo, ${count} ý kiến, ${collected.diverted} tin được chỉ đúng nơi. Cứ 20 đến 40 giây có ý kiến mới.

CÁN BỘ — trang làm việc
${indent([at('/console'), `Mật khẩu chung: ${demoPassword}`, ...people])}
${indent([
  `Câu hỏi của buổi đối thoại:  ${at(`/console/questions?dialogue=${demo.dialogueId}`)}`,
  `Buổi đột xuất còn là bản thảo: ${at(`/console/dialogues/${demo.urgentId}`)}`,
  `Phiếu xin ý kiến đã đóng, kết quả: ${at(`/console/forms/${demo.forms.closed.id}/results`)}`,
])}

NGƯỜI DÂN — tự đóng vai một người chưa dùng bao giờ
${indent([
  `Zalo (bấm Quan tâm):       ${play.zalo}`,
  `Telegram (bấm Bắt đầu):    ${play.telegram}`,
  `Trang web:                 ${at('/chat')}`,
  `Phiếu đang mở (nhắn PHIEU):  ${at(`/phieu/${demo.forms.open.code}`)}`,
  `Điện thoại của mọi người:  ${zalo.url}/phone  ${telegram.url}/phone`,
])}

AI CŨNG TRA ĐƯỢC
${indent([
  `Biên nhận ${formatCode(collected.sample)}:  ${at(`/verify/${collected.sample.replaceAll(' ', '')}`)}`,
  `Thông báo ${formatCode(demo.noticeCode)}:         ${at(`/verify/${demo.noticeCode}`)}`,
])}

Dừng: Ctrl+C. Mọi dữ liệu sẽ bị xóa.

ENGLISH
${indent([
  `Officers: ${at('/console')}, password ${demoPassword} for each of`,
  `  ${front.login} (runs the sessions), ${approver.login} (second person), ${leader.login} (chair), ${admin.login} (administrator)`,
  `Residents: the Zalo and Telegram phones and the web chat above; nobody there has consented yet.`,
  `An opinion form is open: write PHIEU to the bot, or open ${at(`/phieu/${demo.forms.open.code}`)}`,
  `Try: sign in as ${front.login}, announce the urgent session, approve it as ${approver.login}, and watch it reach your phone.`,
  `Stop with Ctrl+C; all data are thrown away.`,
])}
────────────────────────────────────────────────────────────────────────
`
}
