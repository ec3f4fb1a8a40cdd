import { act, type House, type Scope } from '../../src/database/index.ts'
import { systemActor, type OfficerActor, type Role } from '../../src/kernel/actor.ts'
import { vietnamDate } from '../../src/kernel/calendar/plain-date.ts'
import { addOfficer } from '../../src/officers/index.ts'
import { decryptWith, makeReader, sealWords, toBase64 } from '../../src/sealed/crypto.ts'
import {
  approveWindow,
  askWindowApproval,
  draftWindow,
  findWindow,
  giveRecipient,
  handInEnvelope,
  proveKey,
  type SealedWindow,
} from '../../src/sealed/index.ts'

const day = 86_400_000

/** A window that is open, with three readers whose keys are here, as they would be in their own files. */
export const openSealedWindow = async (
  house: House,
  place: {
    readonly unitId: string
    readonly unitPath: readonly string[]
    readonly opensInDays?: number
    readonly occasion?: SealedWindow['occasion']
  },
) => {
  const { unitId, unitPath } = place
  const officer = async (name: string, roles: readonly Role[]): Promise<OfficerActor> => {
    const grants = roles.map((role) => ({ role, unitId }))
    const { officerId } = await act(
      house,
      systemActor('test'),
      async (scope) => await addOfficer(scope, { name, grants }),
    )
    return { kind: 'officer', officerId, grants: grants.map((grant) => ({ ...grant, unitPath })) }
  }
  const as = async <T>(actor: OfficerActor, work: (scope: Scope) => Promise<T>): Promise<T> =>
    await act(house, actor, work)
  const writer = await officer('Người soạn', ['front_officer'])
  const approver = await officer('Người duyệt', ['approver'])
  const readers = [
    await officer('Người đọc một', ['front_officer']),
    await officer('Người đọc hai', ['front_officer']),
    await officer('Người đọc ba', ['front_officer']),
  ]
  const now = house.clock.now()
  const opensAt = new Date(now.getTime() + (place.opensInDays ?? 0) * day)
  const { id } = await as(
    writer,
    async (scope) =>
      await draftWindow(scope, unitId, {
        occasion: place.occasion ?? 'poll',
        orderNumber: '15/CV-HĐND',
        orderDate: vietnamDate(now),
        orderIssuer: 'Hội đồng nhân dân phường',
        use: 'Tổng hợp gửi kỳ họp Hội đồng nhân dân phường.',
        opensAt,
        closesAt: new Date(opensAt.getTime() + 5 * day),
        readers: readers.map(({ officerId }) => officerId),
      }),
  )
  const identities = new Map<string, string>()
  const recipients: Record<string, string> = {}
  for (const reader of readers) {
    const { identity, recipient } = await makeReader()
    const riddle = await as(reader, async (scope) => await giveRecipient(scope, { id, recipient }))
    const solved = toBase64(await decryptWith(identity, riddle))
    await as(reader, async (scope) => await proveKey(scope, { id, solved }))
    identities.set(reader.officerId, identity)
    recipients[reader.officerId] = recipient
  }
  const code = (await findWindow(house.database, id))?.code ?? ''
  const version = async (): Promise<number> => (await findWindow(house.database, id))?.version ?? 0
  const drafted = { id, version: await version() }
  await as(writer, async (scope) => await askWindowApproval(scope, drafted))
  const asked = { id, version: await version() }
  await as(approver, async (scope) => await approveWindow(scope, asked))
  return {
    id,
    /** Six digits in the address of its page. */
    code,
    writer,
    approver,
    readers,
    identities,
    version,
    /** What the browser of an author does with the link that the bot has given them. */
    seal: async (link: string, words: string): Promise<string> => {
      const envelope = await sealWords(words, recipients)
      const token = link.split('#')[1] ?? ''
      const input = { windowId: id, token, envelope }
      return (await act(house, systemActor('sealed-page'), async (scope) => await handInEnvelope(scope, input))).code
    },
  }
}
