import { phrase, type Locale } from '../phrases/index.ts'
import type { PastFigure } from './past.ts'

const whole = new Intl.NumberFormat('vi-VN')
const wholeEn = new Intl.NumberFormat('en-GB')

/** The tier and whose deputies: as the document calls them where it is known, for "cấp thành phố" is not "cấp tỉnh, thành phố". */
const levelOf = (locale: Locale, { level, levelWords }: PastFigure): string =>
  levelWords || phrase(locale, `statistics:level.${level ?? 'all'}`)
const bodyOf = (locale: Locale, { electedBody, bodyWords }: PastFigure): string => {
  if (bodyWords) return phrase(locale, 'statistics:body.asWritten', { body: bodyWords })
  return electedBody === null ? '' : phrase(locale, `statistics:body.${electedBody}`)
}

/** "hơn 1.200 kỳ", and what it counts: "Tiếp xúc cử tri thường xuyên, các cấp, …". Words of the document, in its order. */
export const figureWords = (locale: Locale, figure: PastFigure): { readonly what: string; readonly amount: string } => {
  const number = (locale === 'vi' ? whole : wholeEn).format(figure.value)
  const shown = figure.qualifier === 'exact' ? number : phrase(locale, 'statistics:moreThan', { number })
  const parts = [
    phrase(locale, `statistics:measure.${figure.measure}`),
    figure.type === null ? '' : phrase(locale, `statistics:type.${figure.type}`),
    figure.rhythm === null ? '' : phrase(locale, `overview:rhythm.${figure.rhythm}`),
    figure.isThematic === true ? phrase(locale, 'overview:thematic') : '',
    figure.isThematic === false ? phrase(locale, 'statistics:notThematic') : '',
    bodyOf(locale, figure),
    levelOf(locale, figure),
    figure.oldUnit,
    figure.oldDistrict,
  ]
  return {
    what: parts.filter((part) => part !== '').join(', '),
    amount: `${shown} ${phrase(locale, `statistics:counted.${figure.countedIn}`)}`,
  }
}
