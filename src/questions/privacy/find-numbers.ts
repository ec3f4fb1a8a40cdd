import { passesCheck } from '../../kernel/codes.ts'
import { placesOf, type Found, type MaskKind } from './mask-span.ts'

const mail = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/dgu
const link =
  /(?<![\p{L}\p{N}])(?:https?:\/\/)?(?:[a-z-]+\.)?(?:facebook\.com|fb\.com|fb\.me|m\.me|zalo\.me|t\.me|tiktok\.com|instagram\.com)\/[^\s,;)]*[^\s,;).!?]/dgiu
const handle = /(?<![\p{L}\p{N}])(?:facebook|face|fb|zalo|telegram|tele|tiktok)\s*:\s*(?!\d)([\p{L}\p{N}._-]{3,})/dgiu
const mention = /(?<![\p{L}\p{N}@.])@[\p{L}\p{N}_.]{3,}/dgu

const plate = /(?<![\p{L}\p{N}])\d{2}\s?-?\s?[A-ZĐ]{1,2}\d?\s?[-–.]\s?(?:\d{3}\.?\d{2}|\d{4})(?![\p{L}\p{N}])/dgu
const plateTight = /(?<![\p{L}\p{N}])\d{2}[a-zđA-ZĐ]{1,2}\d?[-.\s]?(?:\d{3}\.\d{2}|\d{5})(?![\p{L}\p{N}])/dgu
const plateSpaced = /(?<![\p{L}\p{N}])\d{2}[A-ZĐ]{1,2}\d?\s(?:\d{3}\.?\d{2})(?![\p{L}\p{N}])/dgu
const plateNamed =
  /(?:biển(?:\s+kiểm\s+soát|\s+số)?|bien(?:\s+kiem\s+soat|\s+so)?|bks|xe(?:\s+máy|\s+may|\s+ô\s*tô|\s+o\s*to|\s+tải|\s+con|\s+bán\s+tải)?(?:\s+biển(?:\s+số)?)?)(?:\s+là|\s+la|:)?\s+(\d{2}\s?-?\s?[a-zđ]{1,2}\s?\d?\s?[-–.\s]?\s?(?:\d{3}\.?\d{2}|\d{4})|[a-z]{2}\s?-?\s?\d{2}[-.]\d{2})(?![\p{L}\p{N}])/dgiu
const healthCard = /(?<![\p{L}\p{N}])[A-Z]{2}\s?\d(?:\s?\d){12}(?!\d)/dgu
const passport =
  /(?:hộ\s+chiếu|ho\s+chieu|passport)(?:\s+số|\s+so|\s+là|\s+la|:)*\s+([a-z]\s?\d{7,8})(?![\p{L}\p{N}])/dgiu

// "không chín một hai …": eight figures in words and more are nobody's way of counting.
const figure = '(?:không|khong|một|mot|mốt|hai|ba|bốn|bon|tư|năm|nam|lăm|sáu|sau|bảy|bẩy|bay|tám|tam|chín|chin)'
const spoken = new RegExp(`(?<![\\p{L}\\p{N}])${figure}(?:[\\s,.-]+(?:${figure}|\\d)){7,}(?![\\p{L}\\p{N}])`, 'dgiu')
// The letter O for the first zero, as on old phones and against filters.
const letterO = /(?<![\p{L}\p{N}])[oO][35789](?:[ .-]?\d){8}(?!\d)/dgu

// Hanoi to Ca Mau: the first three figures of a citizen's number are the province of birth, the fourth sex and century.
const isCitizenNumber = (digits: string): boolean => {
  const province = Number(digits.slice(0, 3))
  return digits.length === 12 && province >= 1 && province <= 96 && Number(digits[3]) <= 3
}
const isPhone = (digits: string): boolean =>
  /^(?:0[35789]\d{8}|02\d{9}|84[35789]\d{8}|842\d{9}|0084[35789]\d{8}|01[2689]\d{8})$/u.test(digits)

const accountBefore = /(?:stk|số\s+tài\s+khoản|so\s+tai\s+khoan|tài\s+khoản|tai\s+khoan|\btk|account)[^\d\n]{0,25}$/iu
const paperBefore =
  /(?:cmnd|cmt|cccd|căn\s+cước|can\s+cuoc|chứng\s+minh|chung\s+minh|định\s+danh|dinh\s+danh|bhxh|bhyt|bảo\s+hiểm|bao\s+hiem|mã\s+số\s+thuế|mst|hộ\s+chiếu|giấy\s+phép\s+lái\s+xe|gplx|sổ\s+đỏ|hộ\s+khẩu)[^\d\n]{0,25}$/iu
const codeBefore =
  /(?:biên\s+nhận|bien\s+nhan|tra\s*cứu|tra\s*cuu|mã\s+ý\s+kiến|ma\s+y\s+kien|mã\s+số|ma\s+so|mã|\bma|receipt|code)[^\d\n]{0,12}$/iu
const hotlineBefore = /(?:đường\s+dây\s+nóng|duong\s+day\s+nong|hotline|tổng\s+đài|tong\s+dai)[^\d\n]{0,20}$/iu
const moneyAfter = /^\s?(?:đồng|dong|đ\b|vnđ|vnd|triệu|trieu|tr\b|tỷ|ty\b|k\b|nghìn|ngàn|usd|m2|m²|m3)/iu

type Around = { readonly before: string; readonly after: string; readonly isJoined: boolean }

const kindOf = (digits: string, { before, after, isJoined }: Around): MaskKind | null => {
  const { length } = digits
  if (moneyAfter.test(after)) return null
  if (length >= 8 && length <= 19 && accountBefore.test(before)) return 'account'
  if (length >= 8 && length <= 15 && paperBefore.test(before)) return 'paper'
  // Our own code stays where it is called one; else what may be a citizen's number is taken for one.
  const isNamed = codeBefore.test(before)
  if (
    length === 12 &&
    (isNamed || passesCheck(digits)) &&
    !(isCitizenNumber(digits) && !(isNamed && passesCheck(digits)))
  ) {
    return null
  }
  if (isPhone(digits)) return hotlineBefore.test(before) && digits.startsWith('02') ? null : 'phone'
  if (length === 12 && isCitizenNumber(digits)) return 'paper'
  if (length === 9 && !isJoined && !digits.endsWith('000')) return 'paper'
  if (length >= 12 && length <= 16) return 'account'
  return null
}

const groups = /(?<![\p{L}\p{N}])\+?\(?\d+\)?(?:[ .-]{1,2}\(?\d+\)?)*/dgu

/** The longest runs of groups first: "0912 345 678", but not the "12" of "0912345678 12 lần". */
const findDigits = (text: string): Found[] => {
  const found: Found[] = []
  for (const match of text.matchAll(groups)) {
    const parts = [...match[0].matchAll(/\d+/gu)].map((part) => {
      const start = match.index + part.index
      return { digits: part[0], start, end: start + part[0].length }
    })
    let from = 0
    while (from < parts.length) {
      const taken = takeRun(text, parts, from)
      if (taken.found) found.push(taken.found)
      from = taken.next
    }
  }
  return found
}

type Part = { readonly digits: string; readonly start: number; readonly end: number }

const takeRun = (text: string, parts: readonly Part[], from: number): { found: Found | null; next: number } => {
  // A whole phone number is one, whatever is counted behind it.
  const isAlone = isPhone(parts[from]?.digits ?? '')
  for (let to = isAlone ? from + 1 : Math.min(parts.length, from + 12); to > from; to -= 1) {
    const run = parts.slice(from, to)
    const first = run[0]
    const last = run.at(-1)
    if (!first || !last) continue
    const digits = run.map((part) => part.digits).join('')
    if (digits.length > 19) continue
    // "150.000.000" is money or a count.
    if (run.length > 1 && run.slice(1).every((part) => part.digits === '000')) return { found: null, next: to }
    const kind = kindOf(digits, {
      before: text.slice(Math.max(0, first.start - 40), first.start),
      after: text.slice(last.end, last.end + 8),
      isJoined: run.length > 1,
    })
    const isWhole = !/^[\p{L}\p{N}]/u.test(text.slice(last.end))
    if (kind === null || !isWhole) continue
    const plus = text[first.start - 1] === '+' ? 1 : 0
    return { found: { start: first.start - plus, end: last.end, kind }, next: to }
  }
  return { found: null, next: from + 1 }
}

const withFigures = (text: string): Found[] => [
  ...placesOf(text, healthCard, 'paper'),
  ...placesOf(text, passport, 'paper', 1),
  ...placesOf(text, plateNamed, 'plate', 1),
  ...placesOf(text, plate, 'plate'),
  ...placesOf(text, plateTight, 'plate'),
  ...placesOf(text, plateSpaced, 'plate'),
  ...findDigits(text),
  ...placesOf(text, letterO, 'phone'),
]

/** Numbers that lead to one person, and addresses of mail and chat. Most texts have neither, and are asked but this. */
export const findNumbers = (text: string): Found[] => [
  ...(text.includes('@') ? placesOf(text, mail, 'contact') : []),
  ...(text.includes('/') ? placesOf(text, link, 'contact') : []),
  ...(text.includes(':') ? placesOf(text, handle, 'contact', 1) : []),
  ...(text.includes('@') ? placesOf(text, mention, 'contact') : []),
  ...(/\d/.test(text) ? withFigures(text) : []),
  ...placesOf(text, spoken, 'phone'),
]
