import type { FastifyRequest } from 'fastify'
import { findForm, readContent, type Form, type FormContent } from '../../forms/index.ts'
import { holdsRole } from '../../kernel/actor.ts'
import { AppError } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { findUnit, type Unit } from '../../units/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'

export type ReadableForm = {
  readonly form: Form
  readonly unit: Unit
  /** The newest words, approved or not. */
  readonly content: FormContent
  readonly mayWrite: boolean
  readonly mayApprove: boolean
}

/** A form for those who may read of its unit. */
export const readableForm = async (door: Door, request: FastifyRequest, id: string): Promise<ReadableForm> => {
  const { database } = door.house
  const form = isId(id) ? await findForm(database, id) : undefined
  const unit = form && (await findUnit(database, form.unitId))
  if (!form || !unit) throw new AppError('NOT_FOUND', 'no such form')
  const actor = actorOf(request)
  if (!holdsRole(actor, readers, unit.path)) throw new AppError('FORBIDDEN', 'a form of another unit')
  const content = await readContent(database, form.id, form.newestVersion)
  if (!content) throw new AppError('INTERNAL', `form ${form.id} has no words`)
  return {
    form,
    unit,
    content,
    mayWrite: holdsRole(actor, ['front_officer'], unit.path),
    mayApprove: holdsRole(actor, ['approver'], unit.path),
  }
}
