import { badRequest, value, type Read } from '../outcome.ts'
import type { WireEntity } from '../wire.ts'
import { checkEntities } from './check-entities.ts'
import { parseHtml } from './parse-html.ts'

export type FormattedText = { text: string; entities: WireEntity[] }

/** The server cuts white space at both ends and moves the entities along. */
const trimmed = ({ text, entities }: FormattedText): FormattedText => {
  const start = text.length - text.trimStart().length
  const shorter = text.trim()
  if (shorter.length === text.length) return { text, entities }
  const moved = entities.flatMap((entity) => {
    const from = Math.max(0, entity.offset - start)
    const to = Math.min(shorter.length, entity.offset + entity.length - start)
    return to > from ? [{ ...entity, offset: from, length: to - from }] : []
  })
  return { text: shorter, entities: moved }
}

/** Text as the platform would keep it, from its source, `parse_mode` and given entities. */
export const formatText = (
  source: string,
  parseMode: string | undefined,
  given: readonly WireEntity[] | undefined,
): Read<FormattedText> => {
  if (parseMode === undefined || parseMode === '') {
    if (given === undefined || given.length === 0) return value({ text: source.trim(), entities: [] })
    const failure = checkEntities(source, given)
    return failure ?? value(trimmed({ text: source, entities: [...given] }))
  }
  const mode = parseMode.toLowerCase()
  if (mode === 'markdown' || mode === 'markdownv2') return badRequest(`parse_mode ${parseMode} is not emulated`)
  if (mode !== 'html') return badRequest('unsupported parse_mode')
  const parsed = parseHtml(source)
  return parsed.ok ? value(trimmed(parsed.value)) : parsed
}
