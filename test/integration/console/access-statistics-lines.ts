import { list, unit, unitIn, type Line } from './access-line.ts'
import { unitA } from './access-records.ts'

/** Statistics and the figures of earlier years. */
export const statisticsLines: Readonly<Record<string, Line>> = {
  'GET /console/statistics': list,
  'GET /console/statistics/sessions': list,
  'GET /console/statistics/commendations': list,
  'GET /console/statistics/commendations/file': list,
  'GET /console/statistics/past': list,
  'POST /console/statistics/past': unitIn({ unit: unitA, source: 'Báo cáo số 12/BC-MTTQ', sourceOn: '31/12/2021' }),
  'GET /console/statistics/past/file': list,
  'GET /console/statistics/past/:id': unit('pastSheet'),
  'POST /console/statistics/past/:id': unit('pastSheet'),
  'POST /console/statistics/past/:id/file': unit('pastSheet'),
  'POST /console/statistics/past/:id/figures/:figure/removal': unit('pastSheet'),
  'POST /console/statistics/past/:id/approval-request': unit('pastSheet'),
  'POST /console/statistics/past/:id/removal': unit('pastSheet'),
  'POST /console/statistics/past/:id/approval': unit('pastSheet'),
  'POST /console/statistics/past/:id/rejection': unit('pastSheet'),
  'POST /console/statistics/past/:id/withdrawal': unit('pastSheet'),
  'POST /console/statistics/past/:id/renewal': unit('pastSheet'),
}
