import type { PersonalData } from '../../residents/index.ts'
import type { Topics } from '../choose-topic.ts'
import type { TurnContext } from '../turn.ts'

/** What the residents' topics get from the house when they are made. */
export type ResidentParts = {
  /** All topics of the house; asked for when a turn runs, because these topics are among them. */
  readonly topics: () => Topics
  /** How other rooms erase, move and describe what they keep of a person. */
  readonly personalData: PersonalData
  /** The unit of the session behind a notice code, so that whoever comes by its link need not name their ward. */
  readonly unitOfNotice?: (turn: TurnContext, code: string) => Promise<string | null>
  /** Sees texts before consent: an emergency gets its phone numbers at once. */
  readonly watch?: (turn: TurnContext, text: string) => void | Promise<void>
}
