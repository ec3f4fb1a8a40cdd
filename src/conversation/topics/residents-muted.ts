import { formatShortDateVi } from '../../kernel/calendar/format-date.ts'
import { vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { contestMute } from '../../residents/index.ts'
import type { Topic } from '../turn.ts'

/** Tells somebody whose messages wait for an officer why and until when, and lets them contest it. */
export const mutedTopic: Topic = {
  name: 'muted',
  async begin(turn) {
    const { mutedUntil, mutedWhy } = turn.resident ?? {}
    if (!mutedUntil || !mutedWhy || mutedUntil <= turn.scope.clock.now()) {
      return turn.tell(turn.phrase('residents:muted.over'))
    }
    const until = formatShortDateVi(vietnamDate(mutedUntil))
    const choices = [
      { label: turn.phrase('residents:muted.contest') },
      { label: turn.phrase('residents:muted.person') },
    ]
    turn.ask({ text: turn.phrase(`residents:muted.text.${mutedWhy}`, { until }), choices, state: {} }, 'muted')
  },
  async answer(turn, _state, input) {
    if (input.kind !== 'choice') return false
    if (input.number === 2) {
      await turn.goTo('word:CANBO', { word: 'CANBO' })
      return true
    }
    const isMuted = await contestMute(turn.scope)
    turn.close()
    turn.tell(turn.phrase(isMuted ? 'residents:muted.contested' : 'residents:muted.over'))
    return true
  },
}
