import type { House } from '../../../src/database/index.ts'
import { newId } from '../../../src/kernel/ids.ts'
import { unitA } from './access-form-records.ts'

/** A program that is told of unit A, with something on its way to it. */
export const webhook = async (house: House): Promise<{ id: string; delivery: string }> => {
  const id = newId()
  const delivery = newId()
  const sealed = house.keyring.seal('credential', Buffer.alloc(32), `webhook_endpoints.secret:${id}`)
  const sql = house.database.$client
  await sql`insert into webhook_endpoints (id, unit_id, url, secret, events, created_by, created_at)
    values (${id}, ${unitA}, 'http://127.0.0.1:9/nhan', ${sealed}, '{handover.sent}', ${newId()}, now())`
  await sql`insert into webhook_deliveries (id, endpoint_id, event, body, created_at, due_at)
    values (${delivery}, ${id}, 'test', '{}', now(), now())`
  return { id, delivery }
}
