import type { Scope } from '../../database/index.ts'
import { forgetEntry, indexEntry } from '../../search/index.ts'
import { readItem } from './item-views.ts'

/** Makes a matter findable by its title; without one it is found through its opinions alone. */
export const indexItem = async (scope: Pick<Scope, 'tx' | 'keyring'>, id: string): Promise<void> => {
  const item = await readItem(scope.tx, id)
  if (!item?.title) return await forgetEntry(scope.tx, id)
  await indexEntry(scope.tx, scope.keyring, {
    id,
    kind: 'item',
    at: item.createdAt,
    unitPath: item.unitPath,
    dialogueId: item.dialogueId,
    texts: [item.title, item.topic?.vi ?? ''],
  })
}
