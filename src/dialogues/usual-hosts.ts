import { unitInSentence } from '../units/index.ts'

/** Who hosts a session of a commune where nothing else was said: its People's Committee and its Front committee. */
export const usualHosts = (unitName: string): readonly { readonly name: string }[] => [
  { name: `Ủy ban nhân dân ${unitInSentence(unitName)}` },
  { name: `Ủy ban Mặt trận Tổ quốc Việt Nam ${unitInSentence(unitName)}` },
]
