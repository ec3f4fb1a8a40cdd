// Programs of others are told what has happened, by Standard Webhooks: signed, in line with the transaction that made it
// true, tried again for three days, sent again on demand. Nothing in it is anybody's words or name.
export {
  addEndpoint,
  removeEndpoint,
  renewSecret,
  replayDelivery,
  sendTestEvent,
  switchEndpoint,
} from './keep-endpoints.ts'
export { dropOldDeliveries, sendWebhooks, type PostWebhook } from './send-webhooks.ts'
export { tellPrograms } from './tell-programs.ts'
export { deliveriesOf, findEndpoint, listEndpoints } from './webhook-views.ts'
export { urlMax, webhookEvents, type Delivery, type Endpoint, type WebhookEvent } from './webhook.ts'
