import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

export const shortestPassword = 10
export const longestPassword = 200

export type PasswordFault = 'tooShort' | 'tooLong' | 'common' | 'ownName'

// What stands at the top of every published list of stolen passwords, without the figures that people add, and what
// people here choose. A password is refused when nothing else is left after figures, signs and repeats are taken off.
const commonStems = new Set(
  `password passwd passw0rd pass parola matkhau matkhaumoi mk doimatkhau qwerty qwertyuiop asdf asdfgh asdfghjkl
  asdfghjk zxcvbn zxcvbnm qazwsx qazwsxedc qweasd qweasdzxc qwe asd zxc abc abcd abcde abcdef abcdefg abcdefgh abcxyz
  letmein welcome welcometo iloveyou ilove loveyou lovelove love sunshine princess princesa football baseball basketball softball
  superman batman spiderman starwars startrek monkey dragon master shadow michael jennifer jessica michelle jordan
  hunter killer trustno trustnoone computer internet samsung google facebook microsoft windows minecraft pokemon liverpool
  chelsea arsenal manchester barcelona juventus realmadrid freedom whatever changeme default administrator admin root user guest
  test testing tester login hello secret security access system manager maverick metallica mercedes ferrari corvette porsche
  yamaha honda toyota motorola nintendo playstation blink thunder summer winter spring autumn january february august
  september october november december monday friday sunday family forever friends mother father alexander christopher
  elizabeth victoria jonathan benjamin nicholas samantha charlie cocacola butterfly chocolate strawberry
  vietnam vietnamese hanoi saigon sunshine hochiminh danang haiphong cantho hue thanglong tphcm vn viet nam
  anhyeuem emyeuanh yeuem yeuanh anhnhoem emnhoanh toiyeu toiyeuvietnam toiyeuem yeu nhoem iloveu khongbiet khongco
  khongnho khongcho tinhyeu hanhphuc giadinh congiaime bome conyeu meyeu bayeu yeume yeubo
  nhipcau mattran mattrantoquoc mttq ubnd ubmttq uybannhandan canbo phuong xa phuongxa dangcongsan danguy hdnd congan
  quantri quantrivien taikhoan dangnhap xinchao chaomung chaoban abcabc aabbcc aaa bbb xxx zzz qqq klaster
  q1w2e3r4t5 q1w2e3r4 q1w2e3 1q2w3e4r5t 1q2w3e4r 1q2w3e 1qaz2wsx 1qaz2wsx3edc zaq12wsx 1qazxsw2 12qwaszx qwaszx 1a2b3c a1b2c3 abcd1234 qwer asdfasdf
  qwert qwertyui azerty gfhjkm ghbdtn fktrcfylh administrador`.split(/\s+/),
)

const rows = [
  '01234567890',
  '09876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'q1w2e3r4t5y6u7i8o9p0',
  '147258369',
  '147852369',
  '741852963',
  '789456123',
  '159753',
  '159357',
  '112233445566778899',
]
const walks = [...rows, ...rows.map((row) => Array.from(row).reverse().join(''))]

/** Made of two or three walks over the keyboard or steps of the alphabet ("12345qwert", "1234554321"). */
const isWalk = (text: string): boolean => {
  let at = 0
  for (let pieces = 0; pieces < 3 && at < text.length; pieces += 1) {
    let end = text.length
    while (end > at && !walks.some((walk) => walk.includes(text.slice(at, end)))) end -= 1
    if (end === at) return false
    at = end
  }
  return at >= text.length
}

/** "abcabcabc" → "abc". */
const shortestPeriod = (text: string): string => /^(.+?)\1+$/s.exec(text)?.[1] ?? text

const leet: Readonly<Record<string, string>> = {
  0: 'o',
  1: 'i',
  3: 'e',
  4: 'a',
  5: 's',
  7: 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

const outerFigures = /^[^a-z@$!]+|[^a-z@$]+$/g
const spellOut = (text: string): string => Array.from(text, (sign) => leet[sign] ?? sign).join('')

const isCommon = (folded: string): boolean => {
  const plain = folded.replaceAll(/[^a-z0-9]/g, '')
  const letters = plain.replaceAll(/^\d+|\d+$/g, '')
  const spelled = spellOut(folded.replaceAll(outerFigures, '')).replaceAll(/[^a-z]/g, '')
  const forms = [folded, plain, letters, spelled].flatMap((form) => [form, shortestPeriod(form)])
  return (
    new Set(folded).size <= 3 ||
    letters.length <= 2 ||
    isWalk(plain) ||
    [...forms, ...forms.map((form) => form.replaceAll(/^\d+|\d+$/g, ''))].some((form) => commonStems.has(form))
  )
}

const foldKeepingSigns = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[\u0300-\u036f\s]/g, '')
    .replaceAll('đ', 'd')

/** A password made of the owner's own names: their words, in any order, and figures. */
const isOwnName = (folded: string, own: readonly string[]): boolean => {
  let rest = folded.replaceAll(/[^a-z]/g, '')
  if (rest === '') return false
  const words = own
    .flatMap((name) => [foldVietnamese(name).replaceAll(/[^a-z]/g, ''), ...foldVietnamese(name).split(/[^a-z]+/)])
    .filter((word) => word.length > 1)
    .sort((one, other) => other.length - one.length)
  for (const word of words) rest = rest.replaceAll(word, '')
  return rest.length <= 2
}

/**
 * Why a password is refused; undefined when it may be used. Length counts characters, not bytes. No rule on kinds of
 * characters: they make passwords that people write on paper (NIST SP 800-63B).
 */
export const judgePassword = (password: string, own: readonly string[]): PasswordFault | undefined => {
  const length = Array.from(password.normalize('NFC')).length
  if (length < shortestPassword) return 'tooShort'
  if (length > longestPassword) return 'tooLong'
  const folded = foldKeepingSigns(password)
  if (isCommon(folded)) return 'common'
  return isOwnName(folded, own) ? 'ownName' : undefined
}
