/**
 * The 34 provinces and cities since 1 July 2025 (Resolution 202/2025/QH15) by official code, folded, each with the
 * former ones that went into it: residents go on naming those.
 */
const provinces: Readonly<Record<string, string>> = {
  '01': 'ha noi, ha tay',
  '04': 'cao bang',
  '08': 'tuyen quang, ha giang',
  '11': 'dien bien',
  '12': 'lai chau',
  '14': 'son la',
  '15': 'lao cai, yen bai',
  '19': 'thai nguyen, bac kan',
  '20': 'lang son',
  '22': 'quang ninh',
  '24': 'bac ninh, bac giang',
  '25': 'phu tho, vinh phuc, hoa binh',
  '31': 'hai phong, hai duong',
  '33': 'hung yen, thai binh',
  '37': 'ninh binh, ha nam, nam dinh',
  '38': 'thanh hoa',
  '40': 'nghe an',
  '42': 'ha tinh',
  '44': 'quang tri, quang binh',
  '46': 'hue, thua thien hue',
  '48': 'da nang, quang nam',
  '51': 'quang ngai, kon tum',
  '52': 'gia lai, binh dinh',
  '56': 'khanh hoa, ninh thuan',
  '66': 'dak lak, phu yen',
  '68': 'lam dong, dak nong, binh thuan',
  '75': 'dong nai, binh phuoc',
  '79': 'ho chi minh, binh duong, ba ria vung tau',
  '80': 'tay ninh, long an',
  '82': 'dong thap, tien giang',
  '86': 'vinh long, ben tre, tra vinh',
  '91': 'an giang, kien giang',
  '92': 'can tho, soc trang, hau giang',
  '96': 'ca mau, bac lieu',
}

const shortForms: Readonly<Record<string, string>> = {
  hn: 'ha noi',
  hnoi: 'ha noi',
  hanoi: 'ha noi',
  tphn: 'ha noi',
  hcm: 'ho chi minh',
  hcmc: 'ho chi minh',
  tphcm: 'ho chi minh',
  sg: 'ho chi minh',
  'sai gon': 'ho chi minh',
  saigon: 'ho chi minh',
  hp: 'hai phong',
  brvt: 'ba ria vung tau',
}

const names = new Map<string, string>(Object.entries(shortForms))
const codes = new Map<string, string>()
for (const [code, list] of Object.entries(provinces)) {
  for (const name of list.split(', ')) {
    names.set(name, name)
    codes.set(name, code)
  }
}

/** The longest province name in syllables: "ba ria vung tau". */
export const longestProvinceName = 4

/** The full folded name for a province's name or short form ("hn", "sai gon", "hai duong"), new or former. */
export const provinceNamed = (folded: string): string | undefined => names.get(folded)

/** The code of the present province that bears this folded name or took over the former one that bore it. */
export const provinceCodeOf = (foldedName: string): string | undefined => codes.get(foldedName)
