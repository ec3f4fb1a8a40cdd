import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { requireOfficer, requireRole } from '../kernel/actor.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { findUnit } from '../units/index.ts'
import { families } from './families.ts'
import { knownFields, type DocumentKind } from './kinds.ts'
import { dropTemplate, lockTemplate, putTemplate } from './template-store.ts'
import { templateFaults, templateTexts, type Template, type TemplateFault } from './template.ts'

type Seen = { readonly unitId: string; readonly kind: DocumentKind; readonly version: number }

const taken = async (scope: Scope, seen: Seen): Promise<{ readonly officerId: string; readonly version: number }> => {
  const { officerId } = requireOfficer(scope.actor)
  const unit = await findUnit(scope.tx, seen.unitId)
  if (!unit) throw new AppError('NOT_FOUND', 'no such unit', { phrase: 'errors:notFound' })
  requireRole(scope.actor, ['front_officer'], unit.path)
  const version = await lockTemplate(scope.tx, seen)
  if (version !== seen.version) throw changedMeanwhile()
  return { officerId, version }
}

const changedMeanwhile = (): AppError =>
  new AppError('CONFLICT', 'a template was changed meanwhile', { phrase: 'documents:changedMeanwhile' })

const refusal = (fault: TemplateFault): AppError =>
  new AppError('INVALID', `template text ${fault.text}: ${fault.why}`, {
    phrase: `documents:wrong.${fault.why}`,
    field: fault.text,
    values: 'field' in fault ? { field: `<${fault.field}>` } : 'max' in fault ? { max: fault.max } : {},
  })

/** Words a kind of document for an office and all below it. A field that the kind does not know is refused by name. */
export const saveTemplate = async (scope: Scope, input: Seen & { readonly template: Template }): Promise<void> => {
  const { officerId, version } = await taken(scope, input)
  const { unitId, kind } = input
  if (!families.includes(input.template.family)) {
    throw new AppError('INVALID', 'no such family', { phrase: 'errors:invalid', field: 'family' })
  }
  const texts = { ...input.template }
  for (const text of templateTexts) {
    texts[text] = normaliseText(input.template[text]).replaceAll('\r\n', '\n').trim()
  }
  const [fault] = templateFaults(texts, knownFields[kind])
  if (fault) throw refusal(fault)
  const isPut = await putTemplate(scope.tx, {
    unitId,
    kind,
    texts,
    writtenBy: officerId,
    now: scope.clock.now(),
    version,
  })
  if (!isPut) throw changedMeanwhile()
  await recordAudit(scope, {
    action: 'document.template_saved',
    subject: { kind: 'unit', id: unitId },
    unitId,
    details: { kind },
  })
}

/** Takes an office's own wording away: what stands above it counts again. */
export const dropOwnTemplate = async (scope: Scope, input: Seen): Promise<void> => {
  await taken(scope, input)
  await dropTemplate(scope.tx, input)
  await recordAudit(scope, {
    action: 'document.template_dropped',
    subject: { kind: 'unit', id: input.unitId },
    unitId: input.unitId,
    details: { kind: input.kind },
  })
}
