import { drawText, type DrawnText, type TextBox } from './draw-text.ts'

export type Block = {
  /** A small line above. */
  readonly label?: readonly [text: string, box: TextBox]
  readonly text: string
  readonly box: TextBox
}

const drawn = ({ label, text, box }: Block): DrawnText => {
  const head = label && drawText(label[0], label[1])
  const body = drawText(text, box)
  const above = head?.height ?? 0
  return { height: above + body.height, at: (y) => `${head?.at(y) ?? ''}${body.at(y + above)}` }
}

/** Blocks one below the other, what room is left shared out between them. What they need at most must fit. */
export const drawStack = (
  blocks: readonly Block[],
  room: { readonly from: number; readonly to: number; readonly gapMax: number },
): string => {
  const all = blocks.map(drawn)
  const left = room.to - room.from - all.reduce((sum, one) => sum + one.height, 0)
  if (left < 0) throw new RangeError(`the blocks are ${-left} too high`)
  const gap = Math.min(room.gapMax, left / (all.length + 1))
  let y = room.from + (left - gap * (all.length - 1)) / 2
  return all
    .map((one) => {
      const svg = one.at(y)
      y += one.height + gap
      return svg
    })
    .join('')
}
