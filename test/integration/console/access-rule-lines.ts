import { absent, list, whole, type Line } from './access-line.ts'

/** Rules that administrators keep for the whole installation. */
export const ruleLines: Readonly<Record<string, Line>> = {
  'GET /console/webhooks': list,
  'POST /console/webhooks': whole('webhook'),
  'GET /console/webhooks/:id': whole('webhook'),
  'POST /console/webhooks/:id/secret': whole('webhook'),
  'POST /console/webhooks/:id/test': whole('webhook'),
  'POST /console/webhooks/:id/on': whole('webhook'),
  'POST /console/webhooks/:id/off': whole('webhook'),
  'POST /console/webhooks/:id/removal': whole('webhook'),
  'POST /console/webhooks/:id/deliveries/:delivery': whole('webhook'),
  'GET /console/rules/laws': list,
  'GET /console/rules/laws/:key': whole('lawRule'),
  'POST /console/rules/laws/:key': whole('lawRule'),
  'POST /console/rules/laws/:key/switch': whole('lawRule'),
  'GET /console/rules/channels': list,
  'GET /console/rules/channels/:key': whole('channelRule'),
  'POST /console/rules/channels/:key': whole('channelRule'),
  'GET /console/rules/retention': list,
  'GET /console/rules/retention/:kind': whole('retentionKind'),
  'POST /console/rules/retention/:kind': whole('retentionKind'),
  'GET /console/rules/holidays': list,
  'GET /console/rules/holidays/open': absent,
  'GET /console/rules/holidays/:year': whole('holidayYear'),
  'POST /console/rules/holidays/:year': whole('holidayYear'),
}
