import type { Bot, EmulatorState, Webhook } from './state.ts'
import { startDelivery } from './webhook-delivery.ts'

/** Points a bot's updates, those that wait included, at a webhook, or at none. */
export const openDelivery = async (state: EmulatorState, bot: Bot, webhook: Webhook | undefined): Promise<void> => {
  const previous = bot.delivery
  delete bot.delivery
  delete bot.webhook
  await previous?.stop()
  if (webhook === undefined) return
  bot.webhook = webhook
  const delivery = startDelivery({
    scheduler: state.scheduler,
    random: state.random,
    settings: state.settings.delivery,
    records: state.deliveries,
    bot,
    target: webhook,
    onReply: (posted) => state.onWebhookReply(bot, posted),
    onGone: () => {
      void openDelivery(state, bot, undefined)
    },
  })
  bot.delivery = delivery
  if (state.held) delivery.hold()
  for (const update of bot.pending.values()) {
    update.failures = 0
    update.delay = 1
    update.wakeAt = state.scheduler.now()
    delivery.push(update)
  }
}
