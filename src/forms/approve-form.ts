import { randomBytes } from 'node:crypto'
import { recordAudit } from '../audit/index.ts'
import type { Scope } from '../database/index.ts'
import { AppError } from '../kernel/errors.ts'
import { normaliseText } from '../kernel/vietnamese/normalise-text.ts'
import { longestNote, requireSecondPerson } from '../officers/index.ts'
import { indexEntry } from '../search/index.ts'
import { checkContent } from './check-content.ts'
import { hasPendingVersion, type Form } from './form.ts'
import { approveVersion, dropVersion, updateForm } from './form-store.ts'
import { findForm, readContent } from './form-views.ts'
import { sealFormKey } from './sealed-columns.ts'
import { requireState, requireVersion, takeForm, type Taken } from './take-form.ts'

type Step = { readonly id: string; readonly version: number }

const keyBytes = 32

/** Refuses what a person could not answer to its end, or must not be asked. */
const requireSound = async (scope: Scope, form: Form): Promise<void> => {
  const content = await readContent(scope.tx, form.id, form.newestVersion)
  if (!content) throw new AppError('INTERNAL', `form ${form.id} has no words`)
  const [fault] = checkContent(content)
  if (!fault) return
  throw new AppError('INVALID', `form ${form.id}: ${fault.why}`, {
    phrase: `forms:fault.${fault.why}`,
    ...(fault.item === undefined ? {} : { field: fault.item }),
    ...(fault.values ? { values: fault.values } : {}),
  })
}

const requireTime = (scope: Scope, form: Form): void => {
  if (form.closesAt > scope.clock.now()) return
  throw new AppError('PRECONDITION', `form ${form.id} would be over`, { phrase: 'forms:wrong.closesInPast' })
}

const reread = async (scope: Scope, { form }: Taken): Promise<Form> => (await findForm(scope.tx, form.id)) ?? form

const note = async (scope: Scope, { form, unit }: Taken, action: string, details = {}): Promise<void> =>
  await recordAudit(scope, { action, subject: { kind: 'form', id: form.id }, unitId: unit.id, details })

/** Lays the form before a second person. */
export const askApproval = async (scope: Scope, input: Step): Promise<Form> => {
  const taken = await takeForm(scope, input.id, ['front_officer'])
  const { form } = taken
  requireVersion(form, input.version)
  requireState(form, ['draft'])
  requireTime(scope, form)
  await requireSound(scope, form)
  await updateForm(scope.tx, form.id, { state: 'asked', sentBackWhy: null })
  await note(scope, taken, 'form.approval_asked')
  return await reread(scope, taken)
}

/**
 * A second person lets the words go out: of a new form, or of a newer version of one that is answered. Who is in the
 * middle of an older version goes on with that one.
 */
export const approveForm = async (scope: Scope, input: Step & { readonly aloneBecause?: string }): Promise<Form> => {
  const taken = await takeForm(scope, input.id, ['approver'])
  const { form, officer, unit } = taken
  requireVersion(form, input.version)
  requireState(form, ['asked', 'open'])
  if (form.state === 'open' && !hasPendingVersion(form)) {
    throw new AppError('PRECONDITION', `form ${form.id} has one version`, { phrase: 'forms:cannot.noNewerVersion' })
  }
  requireTime(scope, form)
  await requireSound(scope, form)
  const { officerId } = officer
  const { writtenBy, newestVersion } = form
  const approvalNote = await requireSecondPerson(scope, {
    officerId,
    writtenBy,
    unitPath: unit.path,
    aloneBecause: input.aloneBecause,
  })
  const approvedAt = scope.clock.now()
  await approveVersion(scope.tx, form.id, newestVersion, approvedAt)
  const key = form.state === 'asked' ? { key: sealFormKey(scope.keyring, form.id, randomBytes(keyBytes)) } : {}
  await updateForm(scope.tx, form.id, {
    state: 'open',
    openVersion: newestVersion,
    approvedBy: officerId,
    approvedAt,
    approvalNote,
    ...key,
  })
  const content = await readContent(scope.tx, form.id, newestVersion)
  await indexEntry(scope.tx, scope.keyring, {
    id: form.id,
    kind: 'form',
    at: approvedAt,
    unitPath: unit.path,
    dialogueId: form.dialogueId,
    texts: [content?.title.vi ?? '', content?.title.en ?? '', content?.intro.vi ?? ''],
  })
  await note(scope, taken, approvalNote === null ? 'form.approved' : 'form.approved_alone', {
    number: newestVersion,
    writtenBy,
  })
  return await reread(scope, taken)
}

/** The second person wants it otherwise, and says what. */
export const sendBackForm = async (scope: Scope, input: Step & { readonly why: string }): Promise<Form> => {
  const taken = await takeForm(scope, input.id, ['approver'])
  const { form } = taken
  requireVersion(form, input.version)
  requireState(form, ['asked', 'open'])
  const why = normaliseText(input.why).trim()
  if (why === '' || why.length > longestNote) {
    throw new AppError('INVALID', `a reason of ${why.length} characters`, {
      phrase: 'forms:wrong.sendBackWhy',
      values: { max: longestNote },
      field: 'why',
    })
  }
  if (form.state === 'open') {
    if (!hasPendingVersion(form)) {
      throw new AppError('PRECONDITION', `form ${form.id} has one version`, { phrase: 'forms:cannot.noNewerVersion' })
    }
    await dropVersion(scope.tx, form.id, form.newestVersion)
  }
  await updateForm(scope.tx, form.id, { sentBackWhy: why, ...(form.state === 'asked' ? { state: 'draft' } : {}) })
  await note(scope, taken, 'form.sent_back')
  return await reread(scope, taken)
}

/** A form that nobody has answered is given up. */
export const dropForm = async (scope: Scope, input: Step): Promise<Form> => {
  const taken = await takeForm(scope, input.id, ['front_officer'])
  requireVersion(taken.form, input.version)
  requireState(taken.form, ['draft', 'asked'])
  await updateForm(scope.tx, taken.form.id, { state: 'dropped' })
  await note(scope, taken, 'form.dropped')
  return await reread(scope, taken)
}
