// The Fastify host. It knows limits, errors, webhooks and health; the doors bring their own routes, each with its rule.
export { demandAccessRules, type Access } from './access.ts'
export { logError, problemOf, type Problem } from './error-page.ts'
export { mountHealth, type Gauge } from './health.ts'
export { createServer } from './server.ts'
export { mountZaloVerifier } from './zalo-verifier.ts'
export { mountWebhooks, type WebhookCounts } from './webhooks.ts'
