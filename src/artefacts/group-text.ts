import { phrase } from '../phrases/index.ts'
import type { SessionSheet } from './session-sheet.ts'

/** What a head of a ward group pastes into the group's chat; `link` is the group's own, `listen` where it can be heard. */
export const groupText = (sheet: SessionSheet, link: string, listen: string | null = null): string => {
  const { unitName: unit, what, hour, day, code, hotline } = sheet
  const time = phrase('vi', 'broadcasts:notice.time', { time: `${hour}, ${day}` })
  const place = phrase('vi', 'broadcasts:notice.place', { place: sheet.place })
  const lines = sheet.isCancelled
    ? [
        phrase('vi', 'broadcasts:notice.cancellation', { unit, what }),
        sheet.title,
        phrase('vi', 'broadcasts:notice.wasToBe', { time: `${hour}, ${day}` }),
        place,
        phrase('vi', 'broadcasts:notice.reason', { reason: sheet.cancelledWhy ?? '' }),
        phrase('vi', 'artefacts:group.check', { link }),
      ]
    : [
        phrase('vi', 'broadcasts:notice.invitation', { unit, what }),
        sheet.title,
        time,
        place,
        ...(sheet.topic === null ? [] : [phrase('vi', 'broadcasts:notice.topic', { topic: sheet.topic })]),
        ...(sheet.askUntil === null ? [] : [phrase('vi', 'artefacts:group.ask', { until: sheet.askUntil })]),
        phrase('vi', 'artefacts:group.link', { link }),
      ]
  return [
    ...lines,
    ...(listen === null ? [] : [phrase('vi', 'artefacts:group.listen', { link: listen })]),
    phrase('vi', 'dialogues:schedule.hotline', { hotline, code }),
    phrase('vi', 'broadcasts:notice.warning'),
  ].join('\n')
}
