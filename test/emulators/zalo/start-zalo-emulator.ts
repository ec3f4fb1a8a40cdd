import type { AddressInfo } from 'node:net'
import { answerRequest } from './answer-request.ts'
import type { Outcome } from './answer-request.ts'
import type { EmulatorRequest } from './answer.ts'
import { createAccount, createTemplate, ownAccount } from './create-account.ts'
import type { AccountInput, TemplateInput } from './create-account.ts'
import { createPerson, createVisitor } from './create-person.ts'
import type { PersonInput } from './create-person.ts'
import { createWorld } from './create-world.ts'
import type { ZaloEmulatorOptions } from './create-world.ts'
import { isMovable } from './emulator-clock.ts'
import type { EmulatorClock } from './emulator-clock.ts'
import type { Fault, FaultRule } from './faults.ts'
import { callbackUrl, issuePair, killPairs } from './oauth.ts'
import type { ConsentInput, TokenPair } from './oauth.ts'
import { reportSent, showOnPhone, textContent } from './put-on-phone.ts'
import type { Delivery, WebhookSender } from './send-webhook.ts'
import { serve } from './serve.ts'
import type { Switches } from './switches.ts'
import { changeDailyQuota, changeTemplateStatus } from './template-events.ts'
import { driveUser } from './user-driver.ts'
import type { UserDriver } from './user-driver.ts'
import { driveVisitor } from './visitor-driver.ts'
import type { VisitorDriver } from './visitor-driver.ts'
import type { Account, Call, PhoneMessage, Template, World, ZaloApp } from './world.ts'

export type MessageTest = string | RegExp | ((message: PhoneMessage) => boolean)

export type ZaloEmulator = {
  /** One root for `ZALO_API_ROOT`, `ZALO_OAUTH_ROOT` and `ZALO_BUSINESS_ROOT`. */
  readonly url: string
  readonly clock: EmulatorClock
  readonly switches: Switches
  readonly app: ZaloApp
  readonly webhook: WebhookSender['target']
  readonly deliveries: Delivery[]
  readonly calls: Call[]
  /** How often a spent refresh token came back: should stay 0. */
  readonly refreshReuses: number
  addAccount(input?: AccountInput): Account
  account(oaId: string): Account
  addTemplate(oaId: string, input: TemplateInput): Template
  addUser(oaId: string, input?: PersonInput): UserDriver
  addVisitor(oaId: string): VisitorDriver
  /** As minted in the console's API explorer. */
  issueTokens(oaId: string): TokenPair
  /** Whatever pair the account has now is dead, as when another program has spent it. */
  killTokens(oaId: string): void
  /** The callback URL with the code after an admin agreed; `undefined` stands for a refusal. */
  consent(oaId: string | undefined, input: ConsentInput): string
  /** An admin answers in Zalo's own console: the echo carries admin_id. */
  adminReply(user: UserDriver, text: string): Promise<PhoneMessage>
  /** Any other event, signed: groups, calls, unknown ones. */
  emit(oaId: string, event: Record<string, unknown>, headers?: Record<string, string>): Promise<Delivery>
  changeDailyQuota(oaId: string, value: number): Promise<Delivery>
  changeTemplateStatus(change: Parameters<typeof changeTemplateStatus>[1]): Promise<Delivery>
  /** What saving the URL in the console does; gives the status. */
  checkRegistration(): Promise<number | undefined>
  /** An admin switches the webhook on again after the last retry failed. */
  resubscribe(): void
  fault(rule: FaultRule): Fault
  clearFaults(): void
  /** Moves the clock and makes every attempt that falls due on the way, in order. Needs a movable clock. */
  advance(ms: number): Promise<void>
  runDue(): Promise<void>
  /** Releases held-back events and waits until nothing is on the wire. */
  settle(): Promise<void>
  /** The first message of the account on this phone that fits, after `after` if given; rejects in vain. */
  waitFor(
    user: UserDriver | VisitorDriver,
    test: MessageTest,
    options?: number | { timeoutMs?: number; after?: PhoneMessage },
  ): Promise<PhoneMessage>
  waitForCall(test: (call: Call) => boolean, timeoutMs?: number): Promise<Call>
  waitForDelivery(test: (delivery: Delivery) => boolean, timeoutMs?: number): Promise<Delivery>
  /** One request without a socket. */
  handle(request: EmulatorRequest): Promise<Outcome>
  close(): Promise<void>
}

const testOf = (test: MessageTest): ((message: PhoneMessage) => boolean) => {
  if (typeof test === 'string') return ({ text }) => text.includes(test)
  return test instanceof RegExp ? ({ text }) => test.test(text) : test
}

const advanceTo = async (world: World, ms: number): Promise<void> => {
  const { clock } = world
  if (!isMovable(clock)) throw new Error('advance() needs a clock that can be moved')
  const end = world.now() + ms
  for (let due = world.webhooks.nextDue(); due !== undefined && due <= end; due = world.webhooks.nextDue()) {
    clock.advance(Math.max(0, due - world.now()))
    await world.webhooks.runDue()
  }
  clock.advance(end - world.now())
}

const settle = async (world: World): Promise<void> => {
  do {
    await Promise.all(world.busy)
    await world.webhooks.settle()
  } while (world.busy.size > 0)
}

const waitFor = (
  world: World,
  user: UserDriver | VisitorDriver,
  test: MessageTest,
  options: number | { timeoutMs?: number; after?: PhoneMessage },
): Promise<PhoneMessage> => {
  const { timeoutMs = 5000, after } = typeof options === 'number' ? { timeoutMs: options } : options
  const fits = testOf(test)
  const find = (): PhoneMessage | undefined => {
    const all = user.person.messages
    return all.slice(after === undefined ? 0 : all.indexOf(after) + 1).find((one) => one.from !== 'user' && fits(one))
  }
  return world.signal.waitUntil(find, timeoutMs, 'a message on the phone')
}

const controls = (world: World): Omit<ZaloEmulator, 'close'> => ({
  url: world.url,
  clock: world.clock,
  switches: world.switches,
  app: world.app,
  webhook: world.webhooks.target,
  deliveries: world.webhooks.deliveries,
  calls: world.calls,
  get refreshReuses() {
    return world.refreshReuses
  },
  addAccount: (input = {}) => createAccount(world, input),
  account: (oaId) => ownAccount(world, oaId),
  addTemplate: (oaId, input) => createTemplate(world, oaId, input),
  addUser: (oaId, input = {}) => driveUser(world, createPerson(world, oaId, input)),
  addVisitor: (oaId) => driveVisitor(world, createVisitor(world, oaId)),
  issueTokens: (oaId) => issuePair(world, ownAccount(world, oaId).oaId),
  killTokens: (oaId) => killPairs(world, ownAccount(world, oaId).oaId),
  consent: (oaId, input) => callbackUrl(world, input, oaId),
  adminReply: async (user, text) => {
    const message = showOnPhone(world, user.person, textContent(text), { from: 'admin' })
    await reportSent(world, user.person, message, ownAccount(world, user.oaId).adminId)
    return message
  },
  emit: (oaId, event, headers) => world.webhooks.emit(oaId, event, headers),
  changeDailyQuota: (oaId, value) => changeDailyQuota(world, ownAccount(world, oaId), value),
  changeTemplateStatus: (change) => changeTemplateStatus(world, change),
  checkRegistration: () => world.webhooks.checkRegistration(),
  resubscribe: () => {
    world.webhooks.target.subscribed = true
  },
  fault: (rule) => world.faults.add(rule),
  clearFaults: () => world.faults.clear(),
  advance: (ms) => advanceTo(world, ms),
  runDue: () => world.webhooks.runDue(),
  settle: () => settle(world),
  waitFor: (user, test, options = 5000) => waitFor(world, user, test, options),
  waitForCall: (test, timeoutMs = 5000) => world.signal.waitUntil(() => world.calls.find(test), timeoutMs, 'a call'),
  waitForDelivery: (test, timeoutMs = 5000) =>
    world.signal.waitUntil(() => world.webhooks.deliveries.find(test), timeoutMs, 'a delivery'),
  handle: (request) => answerRequest(world, request),
})

/** Starts a stand-in for Zalo: OAuth, OpenAPI, template API and webhooks on one port, a phone to chat by hand at /phone. */
export const startZaloEmulator = async (options: ZaloEmulatorOptions = {}): Promise<ZaloEmulator> => {
  const world = createWorld(options)
  const server = serve(world)
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  world.url = `http://${host}:${(server.address() as AddressInfo).port}`
  const close = async (): Promise<void> => {
    world.faults.clear()
    world.signal.close()
    await world.webhooks.close()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  }
  return Object.assign(controls(world), { close })
}
