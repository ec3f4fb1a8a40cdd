import type { Topic } from '../turn.ts'
import { createLanguageTopic } from './language.ts'
import { createLinkTopic } from './link.ts'
import { createMyDataTopic } from './my-data.ts'
import { createNamingTopic } from './naming.ts'
import { createNoticesTopic } from './notices.ts'
import { organisationsTopic } from './organisations.ts'
import { createPlaceTopic } from './place.ts'
import { mutedTopic } from './residents-muted.ts'
import type { ResidentParts } from './residents-parts.ts'
import { createWelcomeTopic } from './welcome.ts'

/** Everything about the residents themselves: first contact, place, data, notices, language, naming, links. */
export const createResidentTopics = (parts: ResidentParts): readonly Topic[] => [
  createWelcomeTopic(parts),
  createPlaceTopic(parts),
  createMyDataTopic(parts),
  createNoticesTopic(parts),
  createLanguageTopic(parts),
  createNamingTopic(parts),
  createLinkTopic(parts),
  organisationsTopic,
  mutedTopic,
]
