import { placesOf, type Found } from './mask-span.ts'

const number = String.raw`\d{1,4}\s?[a-zA-Z]?\d?(?:\s?[/-]\s?\d{1,4}[a-zA-Z]?)*`
const whole = String.raw`(?![\p{L}\p{N}])`
const free = String.raw`(?<![\p{L}\p{N}])`

// What also has a number before a street, and is no house.
const noHouse = String.raw`(?<!(?:tổ|to|tổ dân phố|to dan pho|tdp|thôn|thon|khu|đội|doi|cột|cot|cột điện|cot dien|cột đèn|cot den|đèn|tuyến|tuyen|xe buýt|xe bus|công văn|nghị quyết|nghị định|thông tư|quyết định|luật|kế hoạch|khối|khoi|cụm|cum|chi bộ|chi bo|trường|truong|mầm non|tiểu học|thcs|thpt|bến|ben|trạm|tram|nhóm|nhom|hố ga|ho ga|cống|cong|câu|điểm|diem|nhà văn hóa|nha van hoa|nhà chờ|nhà máy|mẫu|biểu|quầy|ki ốt|kiốt|phường|quận|xe|lối|bể|bãi|chợ|sân|công viên|đường|phố|ngõ|ngách|hẻm)\s)`
const street = String.raw`(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt|kiet|đường|duong|phố|pho|p\.\s?phố|thôn|thon|xóm|xom|khu\s+tập\s+thể|khu\s+tap\s+the|tập\s+thể|tap\s+the|ktt|tổ|to)\s+[\p{L}\p{N}]`
const capital = String.raw`\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+`
const live = String.raw`(?:(?:nhà|nha)\s+(?:riêng\s+)?(?:(?:tôi|toi|em|cháu|chau|mình|minh|chúng\s+tôi|bà|ông|anh|chị|cô|chú|bác)\s+)?(?:(?:ở|o|tại|tai)\s+)?|(?:địa\s+chỉ|dia\s+chi|đ/c|trú\s+tại|tru\s+tai|thường\s+trú(?:\s+tại)?|tạm\s+trú(?:\s+tại)?|sống\s+(?:ở|tại)|song\s+o|ngụ\s+tại|ngụ)(?:\s*:)?(?:\s+(?:là|ở|tại))?\s+)`

const insensitive = (source: string): RegExp => new RegExp(source, 'dgiu')
const exact = (source: string): RegExp => new RegExp(source, 'dgu')

/** Each with the group that holds what is hidden. */
const patterns: readonly (readonly [RegExp, number])[] = [
  [insensitive(`${free}((?:số|so|sn)\\s+(?:nhà|nha)(?:\\s+(?:là|la))?\\s*:?\\s*${number})${whole}`), 1],
  [insensitive(`${free}(?:nhà|nha)\\s+((?:số|so)\\s+${number})${whole}`), 1],
  [insensitive(`${free}(?:nhà|nha)\\s+(${number})${whole}(?=,?\\s+${street})`), 1],
  [insensitive(`${noHouse}${free}((?:số|so)\\s+${number})${whole}(?=,?\\s+${street})`), 1],
  [exact(`${noHouse}${free}((?:[Ss]ố|so)\\s+${number})${whole}(?=,?\\s+${capital})`), 1],
  [
    insensitive(
      `${free}(?:ngõ|ngo|ngách|ngach|hẻm|hem|kiệt)\\s+[\\d/]+[a-z]?,?\\s+((?:số|so)\\s+(?:(?:nhà|nha)\\s+)?${number})${whole}`,
    ),
    1,
  ],
  [exact(`(?:phố|đường|pho|duong)\\s+(?:\\p{Lu}\\p{Ll}+\\s+){1,4}((?:số|so)\\s+${number})${whole}`), 1],
  [insensitive(`${free}${live}((?:(?:số|so)\\s+)?${number})${whole}(?=,?\\s+${street})`), 1],
  [exact(`${free}(?i:${live})((?:(?:số|so)\\s+)?${number})${whole}(?=,?\\s+\\p{Lu})`), 1],
  // "123/45 Lê Lợi", "12B phố Huế": with a stroke or a letter a number before a street is a house.
  [exact(`${free}(\\d{1,4}[A-Za-z]?/\\d{1,4}[A-Za-z]?(?:/\\d{1,4})*)\\s+(?=${capital})`), 1],
  [exact(`${noHouse}(?<!(?:số|so)\\s)${free}(\\d{1,3}[A-D]?)\\s+(?=(?:phố|đường)\\s+\\p{Lu})`), 1],
  [insensitive(`${free}((?:căn\\s+hộ|can\\s+ho|căn)\\s+(?:số\\s+)?[a-z]{0,2}\\d{0,2}[-.]?\\d{2,4}[a-z]?)${whole}`), 1],
  [
    insensitive(
      `${free}((?:phòng|phong|p\\.?)\\s?(?:số\\s+)?\\d{3,4}[a-z]?)${whole}(?=,?\\s*[-–]?\\s*(?:nhà|nha|tòa|toà|toa|chung\\s+cư|chung\\s+cu|khu\\s+tập\\s+thể|tập\\s+thể|ktt|ct\\d|[a-z]\\d))`,
    ),
    1,
  ],
]

/** House numbers, and numbers of flats; the street, the alley and the block stay. */
export const findHouses = (text: string): Found[] =>
  patterns
    .flatMap(([pattern, group]) => placesOf(text, pattern, 'house', group))
    .map((found) => ({
      ...found,
      // A number may have taken the space behind it along.
      end: found.end - (/\s+$/u.exec(text.slice(found.start, found.end))?.[0].length ?? 0),
    }))
