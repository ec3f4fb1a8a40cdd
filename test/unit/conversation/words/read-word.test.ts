import { describe, expect, test } from 'vitest'
import { readWord } from '../../../../src/conversation/words/read-word.ts'

describe('a command is the whole message', () => {
  test.each([
    ['MENU', 'MENU'],
    ['menu', 'MENU'],
    ['Menu!', 'MENU'],
    ['  menu  ', 'MENU'],
    ['/menu', 'MENU'],
    ['#menu', 'MENU'],
    ['Menu 🙏', 'MENU'],
    ['ＭＥＮＵ', 'MENU'],
    ['0', 'MENU'],
    ['0.', 'MENU'],
    ['số 0', 'MENU'],
    ['０', 'MENU'],
    ['0️⃣', 'MENU'],
    ['HELP', 'MENU'],
    ['Trợ giúp', 'MENU'],
    ['huong dan', 'MENU'],
    ['START', 'START'],
    ['/start', 'START'],
    ['bắt đầu', 'START'],
    ['BATDAU', 'START'],
    ['bat dau', 'START'],
    ['LICH', 'LICH'],
    ['lịch', 'LICH'],
    ['Lịch.', 'LICH'],
    ['lich', 'LICH'],
    ['Xem lịch', 'LICH'],
    ['hỏi', 'HOI'],
    ['HOI', 'HOI'],
    ['Hỏi?', 'HOI'],
    ['ask', 'HOI'],
    ['góp ý', 'GOPY'],
    ['GÓP Ý', 'GOPY'],
    ['gop ý', 'GOPY'],
    ['gop y', 'GOPY'],
    ['gopy', 'GOPY'],
    ['Góp ý kiến', 'GOPY'],
    ['Câu hỏi', 'HOI'],
    ['/gopy', 'GOPY'],
    ['/gop_y', 'GOPY'],
    ['#GopY', 'GOPY'],
    ['góp ý'.normalize('NFD'), 'GOPY'],
    ['góp  ý', 'GOPY'],
    ['góp\u00a0ý', 'GOPY'],
    ['hiến kế', 'HIENKE'],
    ['hienke', 'HIENKE'],
    ['phản ánh', 'PHANANH'],
    ['phản ảnh', 'PHANANH'],
    ['PHANANH', 'PHANANH'],
    ['tra cứu', 'TRACUU'],
    ['TRACUU', 'TRACUU'],
    ['tra cuu', 'TRACUU'],
    ['Việc của tôi', 'TRACUU'],
    ['tham gia', 'THAMGIA'],
    ['Tham dự', 'THAMGIA'],
    ['THAMGIA', 'THAMGIA'],
    ['phiếu', 'PHIEU'],
    ['phieu', 'PHIEU'],
    ['kiểm tra', 'KIEMTRA'],
    ['kiemtra', 'KIEMTRA'],
    ['nơi ở', 'NOIO'],
    ['noi o', 'NOIO'],
    ['NOIO', 'NOIO'],
    ['dừng', 'DUNG'],
    ['DỪNG', 'DUNG'],
    ['Dừng!', 'DUNG'],
    ['DUNG', 'DUNG'],
    ['/dung', 'DUNG'],
    ['#dung', 'DUNG'],
    ['ngừng nhận tin', 'DUNG'],
    ['Dừng lại', 'DUNG'],
    ['ngung', 'DUNG'],
    ['STOP', 'DUNG'],
    ['tiếp tục', 'TIEPTUC'],
    ['tieptuc', 'TIEPTUC'],
    ['xem', 'XEM'],
    ['Xem dữ liệu', 'XEM'],
    ['sửa', 'SUA'],
    ['SUA', 'SUA'],
    ['xóa', 'XOA'],
    ['xoá', 'XOA'],
    ['XOA', 'XOA'],
    ['xóa ngay', 'XOANGAY'],
    ['xoá ngay', 'XOANGAY'],
    ['XOANGAY', 'XOANGAY'],
    ['xoa ngay', 'XOANGAY'],
    ['ngôn ngữ', 'NGONNGU'],
    ['ngonngu', 'NGONNGU'],
    ['cán bộ', 'CANBO'],
    ['can bo', 'CANBO'],
    ['Gặp cán bộ', 'CANBO'],
    ['/menu@nhipcau_bot', 'MENU'],
    ['／menu', 'MENU'],
    ['m\u200benu', 'MENU'],
    // A keyboard with Telex or VNI switched off.
    ['gops ys', 'GOPY'],
    ['gop1 y1', 'GOPY'],
    ['dungwf', 'DUNG'],
    ['hoir', 'HOI'],
    ['xoas', 'XOA'],
    ['lichj', 'LICH'],
    ['lich5', 'LICH'],
  ])('%j is %s', (text, word) => {
    expect(readWord(text)).toEqual({ kind: 'command', word })
  })

  test.each([
    ['tiếng Việt', 'vi'],
    ['tieng anh', 'en'],
    ['English', 'en'],
  ])('%j chooses the language %s', (text, argument) => {
    expect(readWord(text)).toEqual({ kind: 'command', word: 'NGONNGU', argument })
  })

  test('stopping without diacritics stops, and says that it could be an answer', () => {
    expect(readWord('dung')).toEqual({ kind: 'command', word: 'DUNG', couldBe: ['đúng', 'đừng'] })
    expect(readWord('Dung')).toEqual({ kind: 'command', word: 'DUNG', couldBe: ['đúng', 'đừng', 'Dung'] })
    expect(readWord('Phan Anh')).toEqual({ kind: 'command', word: 'PHANANH', couldBe: ['Phan Anh'] })
  })
})

describe('a word with its argument', () => {
  test.each([
    ['TRACUU 4821 9370 6514', 'TRACUU', '4821 9370 6514'],
    ['tra cứu 482193706514', 'TRACUU', '482193706514'],
    ['tracuu482193706514', 'TRACUU', '482193706514'],
    ['/tracuu 4821-9370-6514', 'TRACUU', '4821-9370-6514'],
    ['Tra cứu mã 4821 9370 6514', 'TRACUU', 'mã 4821 9370 6514'],
    ['tra cuu: ４８２１９３７０６５１４', 'TRACUU', '４８２１９３７０６５１４'],
    ['tracuu 0912345678', 'TRACUU', '0912345678'],
    ['KIEMTRA 204 812', 'KIEMTRA', '204 812'],
    ['kiểm tra 204812', 'KIEMTRA', '204812'],
    ['check 204812', 'KIEMTRA', '204812'],
    ['NOIO Cửa Nam', 'NOIO', 'Cửa Nam'],
    ['nơi ở phường Hoàn Kiếm', 'NOIO', 'phường Hoàn Kiếm'],
    ['Nơi ở: tổ 5, phường Cống Vị', 'NOIO', 'tổ 5, phường Cống Vị'],
    ['noi o cua nam', 'NOIO', 'cua nam'],
    ['noio co nhue', 'NOIO', 'co nhue'],
    ['/noio xã Thường Tín', 'NOIO', 'xã Thường Tín'],
    ['nơi ở Cửa Ông', 'NOIO', 'Cửa Ông'],
    ['/start s_204812', 'START', 's_204812'],
    ['/start@nhipcau_bot dialogue-7', 'START', 'dialogue-7'],
    ['Hỏi bao giờ họp tổ dân phố?', 'HOI', 'bao giờ họp tổ dân phố?'],
    ['HOI bao gio hop', 'HOI', 'bao gio hop'],
    ['hoi bao gio hop to dan pho', 'HOI', 'bao gio hop to dan pho'],
    ['hoi tai sao chua co den duong', 'HOI', 'tai sao chua co den duong'],
    ['HOI nghi dinh 356 noi gi', 'HOI', 'nghi dinh 356 noi gi'],
    ['/hoi nghi dinh 356 noi gi', 'HOI', 'nghi dinh 356 noi gi'],
    ['hoi: hội phụ nữ họp khi nào', 'HOI', 'hội phụ nữ họp khi nào'],
    ['Hỏi thăm sức khỏe', 'HOI', 'thăm sức khỏe'],
    ['hoir bao gio hop', 'HOI', 'bao gio hop'],
    ['Ask when is the meeting', 'HOI', 'when is the meeting'],
    ['GOPY nên trồng thêm cây', 'GOPY', 'nên trồng thêm cây'],
    ['góp ý: nên trồng thêm cây', 'GOPY', 'nên trồng thêm cây'],
    ['gop y nen trong them cay', 'GOPY', 'nen trong them cay'],
    ['Góp ý kiến về chợ', 'GOPY', 'về chợ'],
    ['Câu hỏi: chợ bao giờ xây?', 'HOI', 'chợ bao giờ xây?'],
    ['Góp ý\nDòng một\nDòng hai', 'GOPY', 'Dòng một\nDòng hai'],
    ['#gopy nên có ghế đá', 'GOPY', 'nên có ghế đá'],
    ['Hiến kế làm vườn hoa ở bãi rác cũ', 'HIENKE', 'làm vườn hoa ở bãi rác cũ'],
    ['hienke lam vuon hoa', 'HIENKE', 'lam vuon hoa'],
    ['phản ánh rác ở ngõ 12', 'PHANANH', 'rác ở ngõ 12'],
    ['Phản ảnh rác ở ngõ 12', 'PHANANH', 'rác ở ngõ 12'],
    ['phan anh rac o ngo 12', 'PHANANH', 'rac o ngo 12'],
    ['PHANANH: rác 🗑️ 3 ngày', 'PHANANH', 'rác 🗑️ 3 ngày'],
    ['report: street lamp is broken', 'PHANANH', 'street lamp is broken'],
  ])('%j is %s with %j', (text, word, argument) => {
    expect(readWord(text)).toEqual({ kind: 'command', word, argument })
  })

  test('a pasted notice may follow KIEMTRA on lines of its own', () => {
    const notice = 'Thứ Bảy, ngày 05/12/2026, 19 giờ 30, hội trường P. Cửa Nam. Mã thông báo: 204 812.'
    expect(readWord(`Kiểm tra\n${notice}`)).toEqual({ kind: 'command', word: 'KIEMTRA', argument: notice })
  })

  test('a text of a hundred thousand characters keeps all of them', () => {
    const text = 'rác '.repeat(25_000).trim()
    expect(readWord(`GOPY ${text}`)).toEqual({ kind: 'command', word: 'GOPY', argument: text })
  })
})

describe('what is no command', () => {
  test.each([
    // Named in the trials and in the rules of the domain.
    'Đúng rồi',
    'Đúng',
    'đúng',
    'Đừng đổ rác',
    'Đừng',
    'Hôi thối',
    'Hôi thối quá',
    'Hội phụ nữ',
    'Hội phụ nữ hỏi',
    'Xem lại cái cống',
    'Lịch sử đình',
    '0912 345 678',
    '0912345678',
    '0912…',
    'Dung oi',
    'Dừng xe bừa bãi trước cổng trường',
    'Xoa bóp',
    'Phiếu bầu',
    'Góp gạo',
    'Menu quán cơm',
    // Others that would embarrass us.
    'Dùng nước giếng có được không',
    'Dùng',
    'Dừng lại cho dân nhờ',
    'phananh@example.com',
    'gopy.vn',
    'hoi.vn/abc',
    'Dũng',
    'Dung xe lan chiem via he',
    'Sữa',
    'Sủa',
    'Chó sủa cả đêm',
    'Sua duong ngo 5 di',
    'Sửa đường ngõ 5 đến bao giờ',
    'Sửa giúp cái đèn đường',
    'Xóa cái biển quảng cáo này đi',
    'Xóa ngay cái biển quảng cáo sai phép',
    'Xoa ngay cai bien quang cao',
    'Xóa nạn mù chữ',
    'Xóa đói giảm nghèo',
    'Xem xét lại việc thu phí',
    'Xem ra không ai làm gì',
    'Lịch thu gom rác thay đổi mà không báo',
    'Lịch cắt điện tuần này',
    'Tiếp tục đổ rác ra mương',
    'Tiep tuc cat dien',
    'Tiếp xúc cử tri',
    'Tiếp xúc',
    'tiep xuc',
    'Tham gia giao thông nguy hiểm quá',
    'Tham gia bảo hiểm y tế ở đâu',
    'Tham nhũng',
    'Cán bộ phường hách dịch',
    'Can bo phuong hach dich',
    'Căn hộ',
    'Phiếu bé ngoan',
    'Phiêu',
    'Chiều',
    'Nhiều',
    'Kiểm tra lại cái cống',
    'Kiem tra lai cong ngo 12',
    'Kiểm tra 5 cái cống',
    'Tra cứu ở đâu',
    'Tra cuu dat dai the nao',
    'Nơi ở của tôi bị ngập',
    'Nơi ở chật quá',
    'noi o bi ngap',
    'noi o cua toi bi ngap',
    'Nơi ở của ông',
    'Nói ở đâu bây giờ',
    'Ngôn ngữ của cán bộ thiếu lịch sự',
    'Bắt đầu từ tháng 9 nước yếu',
    'Bắt đầu làm chưa',
    'Gộp ý kiến lại',
    'Hiện kè bờ sông sạt lở',
    'Phần anh em tổ 5',
    'Phấn ánh sáng',
    'Hồi âm cho tôi',
    'Hối lộ',
    'Hơi ồn',
    'Hói đầu',
    'Start xe mà không đi',
    'Câu hỏi của tôi chưa ai trả lời',
    'Help me find the ward office',
    'Stop throwing rubbish here',
    'Correct',
    'Report on the budget was late',
    'Form an orderly queue',
    'Check the drains please',
    '1',
    'số 1',
    '10',
    'xin chào',
    'ơi',
    '',
    '   ',
    '👍',
    '?',
    '/',
    '#',
    '/khongcolenhnay',
    '/Đúng',
    '#raothai',
    '4821 9370 6514',
    "'; drop table residents; --",
    '<script>MENU</script>',
    '[object Object]',
    'x'.repeat(100_000),
    'd u n g',
    'su a',
    '00',
    '0%',
    '0,5',
    '-0',
  ])('%j', (text) => {
    expect(readWord(text)).toBeNull()
  })
})

describe('what is ambiguous is asked', () => {
  test.each([
    ['Hoi nghi to dan pho bao gio hop', 'HOI', 'nghi to dan pho bao gio hop', ['hội …']],
    ['hoi phu nu hop khi nao', 'HOI', 'phu nu hop khi nao', ['hội …']],
    ['Hoi thoi qua', 'HOI', 'thoi qua', ['hôi …']],
    ['Hoi on', 'HOI', 'on', ['hơi …']],
    ['hoi am cho toi', 'HOI', 'am cho toi', ['hồi …']],
    ['HOI NGHI BAO GIO HOP', 'HOI', 'NGHI BAO GIO HOP', ['hội …']],
    ['Hoi phường mình bao giờ họp', 'HOI', 'phường mình bao giờ họp', ['Hoi']],
    ['hien ke bo song sat lo', 'HIENKE', 'bo song sat lo', ['hiện kè …']],
    ['phan anh em to 5', 'PHANANH', 'em to 5', ['phần anh …']],
    ['Phan Anh o to 5 danh nhau', 'PHANANH', 'o to 5 danh nhau', ['Phan Anh']],
    ['noi o cua ong', 'NOIO', 'cua ong', ['nơi ở của …']],
  ])('%j', (text, word, argument, couldBe) => {
    expect(readWord(text)).toEqual({ kind: 'ambiguous', word, argument, couldBe })
  })
})

describe('one slip is asked about, never acted on', () => {
  test.each([
    ['tracu', 'TRACUU'],
    ['kiemtar', 'KIEMTRA'],
    ['kiemtra1', 'KIEMTRA'],
    ['phieuu', 'PHIEU'],
    ['thamgi', 'THAMGIA'],
    ['tra cửu', 'TRACUU'],
    ['Tiếp túc', 'TIEPTUC'],
    ['ngonnngu', 'NGONNGU'],
    ['Tra cứu ạ', 'TRACUU'],
    ['menu nhé', 'MENU'],
    ['tra cuu 123', 'TRACUU'],
    ['dừng ạ', 'DUNG'],
    ['/dung ngay', 'DUNG'],
    ['/lich tuần sau', 'LICH'],
  ])('%j may mean %s', (text, word) => {
    expect(readWord(text)).toEqual({ kind: 'suggestion', word })
  })

  test.each(['xoangya', 'xóa ngày', 'mennu', 'dnug', 'dung a', 'sua a', 'lich a'])(
    '%j is not even suggested',
    (text) => {
      expect(readWord(text)).toBeNull()
    },
  )
})

test('a slash command to another bot is none of ours', () => {
  expect(readWord('/menu@other_bot', { botName: 'nhipcau_bot' })).toBeNull()
  expect(readWord('/menu@NhipCau_Bot', { botName: 'nhipcau_bot' })).toEqual({ kind: 'command', word: 'MENU' })
})
