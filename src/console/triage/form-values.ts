import { isId } from '../../kernel/ids.ts'
import type { OpinionTopic, Similar, Suggestion, Waiting } from '../../questions/index.ts'
import { queryOf } from '../actor-of.ts'
import { textOf, type Form } from '../forms.ts'
import type { HeadForm } from '../items/head-form.ts'
import type { FastifyRequest } from 'fastify'

/** Which part of the queue an officer works on, and what was put off; carried from page to page. */
export type QueueQuery = {
  readonly dialogue: string
  readonly unit: string
  readonly opinionClass: string
  readonly marked: boolean
  readonly skipped: readonly string[]
}

const skippedMax = 60

const idsIn = (text: string): string[] => text.split('.').filter(isId).slice(-skippedMax)

const skippedIn = (given: unknown): string[] => (typeof given === 'string' ? idsIn(given) : [])

export const queueQueryOf = (request: FastifyRequest): QueueQuery => ({
  dialogue: queryOf(request, 'dialogue'),
  unit: queryOf(request, 'unit'),
  opinionClass: queryOf(request, 'class'),
  marked: queryOf(request, 'marked') === 'yes',
  // Longer than the other values of an address: ids, read as ids.
  skipped: skippedIn((request.query as Record<string, unknown> | null)?.['skip']),
})

/** The same as it came in a form, under `queue`. */
export const queueQueryIn = (form: Form): QueueQuery => {
  const query = new URLSearchParams(textOf(form, 'queue'))
  return {
    dialogue: query.get('dialogue') ?? '',
    unit: query.get('unit') ?? '',
    opinionClass: query.get('class') ?? '',
    marked: query.get('marked') === 'yes',
    skipped: idsIn(query.get('skip') ?? ''),
  }
}

export const queueText = (query: QueueQuery, more: Readonly<Record<string, string>> = {}): string => {
  const values = {
    dialogue: query.dialogue,
    unit: query.unit,
    class: query.opinionClass,
    marked: query.marked ? 'yes' : '',
    skip: query.skipped.join('.'),
    ...more,
  }
  return new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
}

export const queuePath = (query: QueueQuery, more: Readonly<Record<string, string>> = {}): string => {
  const text = queueText(query, more)
  return text === '' ? '/console/triage' : `/console/triage?${text}`
}

/** What was typed beside the head: a refusal. */
export type RefusalForm = { readonly why: string; readonly words: string }
export const refusalFormOf = (form: Form): RefusalForm => ({ why: textOf(form, 'why'), words: textOf(form, 'words') })

export type TriageForm = HeadForm & RefusalForm

const hotFrom = 5

/** What stands in the fields before anybody has typed: what the author chose, and for the rest what is suggested. */
export const suggestedForm = (
  opinion: Waiting,
  hints: Suggestion,
  similar: Similar,
  topics: readonly OpinionTopic[],
): TriageForm => {
  const topicId = hints.topics.find((one) => topics.some((topic) => topic.id === one.value))?.value ?? ''
  const isRisk = hints.risk.value || opinion.guardMark === 'emergency'
  const isHot = hints.hotSpot.value || similar.lately >= hotFrom
  return {
    title: '',
    opinionClass: opinion.opinionClass,
    kind: hints.kind.value,
    topicId,
    reach: hints.reach.value,
    households: hints.households === null ? '' : String(hints.households.value),
    marks: [...(isRisk ? ['risk'] : []), ...(isHot ? ['hotSpot'] : [])],
    competence: hints.competence.value,
    competentBody: hints.competence.body ?? '',
    why: '',
    words: '',
  }
}
