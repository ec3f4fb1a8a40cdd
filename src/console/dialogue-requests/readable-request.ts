import type { FastifyRequest } from 'fastify'
import { holdsRole } from '../../kernel/actor.ts'
import { parseDateVi } from '../../kernel/calendar/parse-date.ts'
import { readPlainDate, vietnamDate } from '../../kernel/calendar/plain-date.ts'
import { AppError } from '../../kernel/errors.ts'
import { findDialogueRequest, type DialogueRequest } from '../../requests/index.ts'
import { actorOf } from '../actor-of.ts'
import type { Door } from '../door.ts'
import { readers } from '../navigation.ts'

/** A request for those who may read of its unit. */
export const readableRequest = async (door: Door, request: FastifyRequest, id: string): Promise<DialogueRequest> => {
  const { database, keyring } = door.house
  const found = await findDialogueRequest(database, keyring, id)
  if (!found) throw new AppError('NOT_FOUND', 'no such request')
  if (!holdsRole(actorOf(request), readers, found.unitPath))
    throw new AppError('FORBIDDEN', 'a request of another unit')
  return found
}

/** A day as people type it; what is none goes on as it is and is refused beside the field. */
export const dayTyped = (text: string, now: Date): string =>
  readPlainDate(text.trim()) ?? parseDateVi(text, vietnamDate(now)) ?? text.trim()
