import { foldVietnamese } from '../kernel/vietnamese/fold-vietnamese.ts'

// Words around a dwelling that one writes and another leaves out.
const around =
  /\b(?:so nha|so|nha|ho gia dinh|ho|gia dinh|ong|ba|pho|duong|phuong|xa|to dan pho|tdp|to|thon|khu pho)\b/g

/**
 * A dwelling as somebody wrote it, drawn together so that "Số nhà 12, ngõ 5 phố Cửa Nam" and "12 ngo 5 cua nam" are one.
 * Empty when nothing is left that could tell two dwellings apart.
 */
export const sameHousehold = (written: string): string =>
  foldVietnamese(written)
    .replace(/[^\p{L}\p{N}/]+/gu, ' ')
    .replace(around, ' ')
    .replace(/\s+/g, ' ')
    .trim()
