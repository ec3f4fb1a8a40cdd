import { escapeHtml } from './answer.ts'
import type { Account, Person, World } from './world.ts'

const page = (title: string, body: string): string => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/phone/app.css">
</head>
<body>${body}</body>
</html>`

const userRow = ({ id, name, following, messages }: Person): string =>
  `<li><a href="/phone/${encodeURIComponent(id)}">${escapeHtml(name)}</a> <small>${following ? 'đang quan tâm' : 'chưa quan tâm'}, ${messages.length} tin</small></li>`

const accountPart = (world: World, { oaId, name, oaType }: Account): string => {
  const users = [...world.people.values()].filter((one) => one.oaId === oaId && !one.anonymous)
  return `<section>
<h2>${escapeHtml(name)}</h2>
<p><small>${oaType === 4 ? 'Cơ quan nhà nước' : 'Doanh nghiệp'}, mã ${escapeHtml(oaId)}</small></p>
<ul>${users.map(userRow).join('')}</ul>
<form method="post" action="/phone/users">
<input type="hidden" name="oa_id" value="${escapeHtml(oaId)}">
<label>Tên người dùng mới <input name="name" required maxlength="60"></label>
<button>Thêm</button>
</form>
</section>`
}

export const listPage = (world: World): string => {
  const parts = [...world.accounts.values()].map((one) => accountPart(world, one)).join('')
  return page(
    'Điện thoại giả lập Zalo',
    `<main class="list"><h1>Điện thoại giả lập Zalo</h1>${parts || '<p>Chưa có tài khoản nào.</p>'}</main>`,
  )
}

const tool = (action: string, label: string): string =>
  `<button type="button" data-action="${action}">${label}</button>`

const tools = [
  tool('image', 'Gửi ảnh'),
  tool('audio', 'Gửi ghi âm'),
  tool('video', 'Gửi video'),
  tool('file', 'Gửi tệp PDF'),
  tool('location', 'Gửi vị trí'),
  tool('sticker', 'Gửi nhãn dán'),
  tool('chatnow', 'Bấm nút Nhắn tin'),
  tool('withdraw', 'Rút lại đồng ý dữ liệu'),
].join('')

export const chatPage = (world: World, person: Person): string => {
  const account = world.accounts.get(person.oaId)
  return page(
    `${person.name} và ${account?.name ?? ''}`,
    `<main class="phone" data-user="${escapeHtml(person.id)}">
<header>
<a href="/phone" aria-label="Về danh sách">‹</a>
<h1>${escapeHtml(account?.name ?? '')}</h1>
<button type="button" id="follow" aria-pressed="false">Quan tâm</button>
</header>
<div id="log" role="log" aria-live="polite" aria-label="Tin nhắn" tabindex="0"></div>
<p id="status" role="status"></p>
<form id="composer">
<label class="hidden" for="text">Nhập tin nhắn</label>
<textarea id="text" rows="1" placeholder="Nhập tin nhắn" autofocus></textarea>
<button>Gửi</button>
</form>
<details>
<summary>Đính kèm và thao tác khác</summary>
<div class="tools">${tools}</div>
<label>Chọn tệp của máy <input type="file" id="upload"></label>
<form id="info">
<label>Họ tên <input name="name" required></label>
<label>Số điện thoại (84…) <input name="phone" required inputmode="numeric"></label>
<label>Địa chỉ <input name="address"></label>
<button>Chia sẻ thông tin</button>
</form>
</details>
<p><small>${escapeHtml(person.name)}: trang giả lập để thử, không phải của Zalo.</small></p>
</main>
<script src="/phone/app.js" type="module"></script>`,
  )
}
