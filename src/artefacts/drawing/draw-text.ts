import { fitText } from '../lettering/fit-text.ts'
import { traceLine, widthOf, type Weight } from '../lettering/lettering.ts'

export type TextBox = {
  readonly x: number
  readonly width: number
  /** Room at most; a text takes what it needs of it. */
  readonly height: number
  readonly sizes: readonly [most: number, least: number]
  readonly weight: Weight
  readonly fill: string
  readonly isCentred?: boolean
}

/** A text made to fit; drawn once it is known how high it begins. */
export type DrawnText = { readonly height: number; at(y: number): string }

const leading = 1.25

export const drawText = (text: string, box: TextBox): DrawnText => {
  const { lines, size, height } = fitText(text, { ...box, leading })
  const { weight, fill } = box
  return {
    height,
    at: (y) => {
      const path = lines.map((line, index) => {
        const x = box.isCentred ? box.x + (box.width - widthOf(line, { size, weight })) / 2 : box.x
        // The base line lies so that marks above capitals stay within the line.
        return traceLine(line, { x, y: y + size * (leading * index + 1), size, weight })
      })
      return `<path fill="${fill}" d="${path.join('')}"/>`
    },
  }
}
