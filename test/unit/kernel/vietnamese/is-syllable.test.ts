import { expect, test } from 'vitest'
import { isSyllable } from '../../../../src/kernel/vietnamese/is-syllable.ts'

test.each('nghieng khuya chieu phieu quyen gia tra cuu thuong oi yeu xoong giua nguoi a ho tiep xuc'.split(' '))(
  '%j can be a syllable',
  (folded) => {
    expect(isSyllable(folded)).toBe(true)
  },
)

test.each(['tracu', 'kiemtar', 'phieuu', 'w', '', 'tar', 'phann', '12', 'gopy', 'fom'])('%j cannot', (folded) => {
  expect(isSyllable(folded)).toBe(false)
})
