import { sql } from 'drizzle-orm'
import type { Transaction } from '../database/index.ts'

export type NewInvitation = {
  readonly id: string
  readonly dialogueId: string
  readonly person: Buffer
  readonly likeness: string
  readonly organisation: string | null
  readonly code: string
  readonly createdBy: string
  readonly createdAt: Date
}

/** `twice`: this person is on the list. `code`: another invitation bears the code. */
export const insertInvitation = async (tx: Transaction, made: NewInvitation): Promise<'new' | 'twice' | 'code'> => {
  const rows = await tx.execute(sql`
    insert into attendance_invitations (id, dialogue_id, position, person, likeness, organisation, code, created_by, created_at)
    select ${made.id}::uuid, ${made.dialogueId}::uuid,
      (select coalesce(max(position), 0) + 1 from attendance_invitations where dialogue_id = ${made.dialogueId}::uuid),
      ${made.person}, ${made.likeness}::uuid, ${made.organisation}, ${made.code}, ${made.createdBy}::uuid,
      ${made.createdAt.toISOString()}::timestamptz
    on conflict do nothing returning id`)
  if (rows.length > 0) return 'new'
  const same = await tx.execute(sql`
    select 1 from attendance_invitations
    where dialogue_id = ${made.dialogueId}::uuid and likeness = ${made.likeness}::uuid`)
  return same.length > 0 ? 'twice' : 'code'
}

/** Strikes a line. Who has come stays as a number, without the name. */
export const strikeInvitation = async (tx: Transaction, dialogueId: string, id: string): Promise<boolean> => {
  const gone = await tx.execute(sql`
    delete from attendance_invitations
    where dialogue_id = ${dialogueId}::uuid and id = ${id}::uuid and arrived_at is null returning id`)
  if (gone.length > 0) return true
  const bare = await tx.execute(sql`
    update attendance_invitations set person = null, organisation = null, likeness = gen_random_uuid()
    where dialogue_id = ${dialogueId}::uuid and id = ${id}::uuid and person is not null returning id`)
  return bare.length > 0
}
