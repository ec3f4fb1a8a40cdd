import { noticeFactsOf, type Dialogue, type NoticeFacts } from '../../../src/dialogues/index.ts'
import type { NoticeSource } from '../../../src/broadcasts/compose-notice.ts'
import { now, sampleDialogue } from '../dialogues/sample-fields.ts'

export const session: Dialogue = sampleDialogue({ topic: 'Thu gom rác thải sinh hoạt', isThematic: true })

export const announcementOf = (dialogue: Dialogue = session): NoticeSource => ({
  kind: 'announcement',
  facts: noticeFactsOf(dialogue),
  formerFacts: null,
  session: dialogue,
  unitName: 'Phường Cửa Nam',
  now,
})

export const changeOf = (former: NoticeFacts, dialogue: Dialogue): NoticeSource => ({
  ...announcementOf(dialogue),
  kind: 'change',
  formerFacts: former,
})

export const cancellationOf = (dialogue: Dialogue): NoticeSource => ({
  ...announcementOf(dialogue),
  kind: 'cancellation',
})
