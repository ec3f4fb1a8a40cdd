import { act } from '../src/database/index.ts'
import { enterOpinionFor } from '../src/questions/index.ts'
import type { DemoHouse } from './open-house.ts'
import type { DemoWard } from './prepare-ward.ts'
import { readData } from './read-data.ts'

/** Those without a phone: what they said at the desk, on the telephone or on paper, entered by the Front officer. */
export const enterForOthers = async (
  { installation: { house } }: DemoHouse,
  ward: DemoWard,
  dialogueId: string,
): Promise<number> => {
  const entered = await readData('entered')
  for (const { text, class: opinionClass, channel, name } of entered) {
    await act(
      house,
      ward.officers.front.actor,
      async (scope) =>
        await enterOpinionFor(scope, {
          unitPath: ward.path,
          dialogueId,
          opinionClass,
          naming: name === undefined ? 'sealed' : 'named',
          ...(name === undefined ? {} : { name }),
          text,
          channel,
          language: 'vi',
        }),
    )
  }
  return entered.length
}
