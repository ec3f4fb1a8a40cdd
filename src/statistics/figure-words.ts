import { phrase, type Locale } from '../phrases/index.ts'
import type { PastFigure } from './past.ts'

const whole = new Intl.NumberFormat('vi-VN')
const wholeEn = new Intl.NumberFormat('en-GB')

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
    figure.electedBody === null ? '' : phrase(locale, `statistics:body.${figure.electedBody}`),
    figure.level === null ? phrase(locale, 'statistics:level.all') : phrase(locale, `statistics:level.${figure.level}`),
    figure.oldUnit,
    figure.oldDistrict,
  ]
  return {
    what: parts.filter((part) => part !== '').join(', '),
    amount: `${shown} ${phrase(locale, `statistics:counted.${figure.countedIn}`)}`,
  }
}
