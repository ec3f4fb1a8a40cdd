import { Type } from 'typebox'

export const NoticeProof = Type.Object({
  proof: Type.Unknown({
    description: 'Who was told, when, by which way, with which words, who approved them, and whether the law was kept',
  }),
  digest: Type.String({
    description: 'SHA-256 in hex over `proof` as JSON with its keys in order and nothing between them',
  }),
  kept: Type.Array(Type.Object({ at: Type.String({ format: 'date-time' }), digest: Type.String() })),
})
