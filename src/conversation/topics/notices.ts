import { resumeNotices, stopNotices, versionShown } from '../../residents/index.ts'
import type { Topic } from '../turn.ts'
import type { ResidentParts } from './residents-parts.ts'

/** DUNG and TIEPTUC: what was not asked for stops and comes again; answers to one's own matters never stop. */
export const createNoticesTopic = (parts: ResidentParts): Topic => ({
  name: 'notices',
  words: ['DUNG', 'TIEPTUC'],
  async begin(turn, opening) {
    const stops = opening.word !== 'TIEPTUC'
    if (!turn.resident) {
      if (stops) return turn.tell(turn.phrase('residents:notices.stoppedStranger'))
      return await turn.goTo(parts.topics().welcome)
    }
    if (stops) await stopNotices(turn.scope)
    else await resumeNotices(turn.scope, { version: versionShown(turn.chat.platform, turn.locale) })
    turn.tell(turn.phrase(stops ? 'residents:notices.stopped' : 'residents:notices.resumed'))
  },
})
