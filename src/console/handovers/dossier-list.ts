import type { Dossier } from '../../handover/index.ts'
import { shortDay } from '../wording.ts'
import type { PlainDate } from '../../kernel/calendar/plain-date.ts'
import type { Cell, List } from '../lists/rows.ts'
import type { View } from '../view.ts'

/** Every wording of a dossier on a line, for whoever works in a spreadsheet. */
export const dossierList = (view: View, dossier: Dossier): List => ({
  name: 'danh-sach-y-kien-chuyen',
  columns: [
    { label: view.t('handover:sheet.number'), width: 8 },
    { label: view.t('handover:sheet.matter'), width: 50 },
    { label: view.t('handover:sheet.topic'), width: 24 },
    { label: view.t('handover:sheet.on'), width: 14 },
    { label: view.t('handover:sheet.words'), width: 90 },
  ],
  rows: (async function* (): AsyncGenerator<readonly Cell[]> {
    for (const item of dossier.items) {
      for (const one of item.opinions) {
        const words = one.isErased ? view.t('handover:sheet.erased') : one.wordings.map(({ text }) => text).join('\n\n')
        yield await Promise.resolve([item.number, item.title, item.topic, shortDay(one.on as PlainDate), words])
      }
    }
  })(),
})
