import { parseArgs } from 'node:util'
import { request } from 'undici'
import { freeTier } from './limits.ts'
import { startTelegramEmulator } from './telegram-emulator.ts'

/** `node test/emulators/telegram/main.ts --port 9101 --token … --webhook …`: a Telegram to play with by hand. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9101' },
    token: { type: 'string', default: '7000000001:AAEmulatedTokenForPlayingByHand' },
    username: { type: 'string', default: 'nhip_cau_bot' },
    name: { type: 'string', default: 'Nhịp Cầu' },
    webhook: { type: 'string' },
    secret: { type: 'string' },
    limits: { type: 'string', default: 'loose' },
    person: { type: 'string', multiple: true, default: ['Bà Lan', 'Ông Hùng'] },
  },
})

const limits = values.limits === 'none' ? {} : freeTier(values.limits === 'tight' ? 'tight' : 'loose')
const emulator = await startTelegramEmulator({ port: Number(values.port), limits })
const bot = emulator.addBot({ token: values.token, username: values.username, firstName: values.name })
for (const firstName of values.person) emulator.addUser(bot, { firstName, languageCode: 'vi' })

if (values.webhook !== undefined) {
  const { statusCode, body } = await request(`${emulator.url}/bot${values.token}/setWebhook`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      url: values.webhook,
      ...(values.secret === undefined ? {} : { secret_token: values.secret }),
    }),
  })
  const said = await body.text()
  if (statusCode !== 200) console.error(said)
}

console.log(`Bot API:    TELEGRAM_API_ROOT=${emulator.url}`)
console.log(`Điện thoại: ${emulator.url}/phone`)

const stop = () => {
  void emulator.close().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
