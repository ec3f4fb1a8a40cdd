import { phrase } from '../../phrases/index.ts'
import type { NameItem } from '../../preparation/index.ts'

/** What a matter is called before somebody has named it. Agendas are kept in Vietnamese, whoever drafts them. */
export const nameItem: NameItem = ({ number, topic }) =>
  topic === null
    ? phrase('vi', 'preparation:unnamed', { number })
    : phrase('vi', 'preparation:unnamedOf', { number, topic: topic.vi })
