import { parseArgs } from 'node:util'
import { startZaloEmulator } from './start-zalo-emulator.ts'

const usage = `node test/emulators/zalo/main.ts [--port 9100] [--host 127.0.0.1] [--webhook http://127.0.0.1:8080/webhooks/zalo]
  [--oa-id ID] [--oa-name NAME] [--oa-type 2|4] [--buttons ok|refuse-201|refuse-233|silently-text]
  [--app-id ID] [--app-secret TEXT] [--oa-secret-key TEXT] [--users 3] [--seed 1]`

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9100' },
    host: { type: 'string', default: '127.0.0.1' },
    webhook: { type: 'string' },
    'oa-id': { type: 'string' },
    'oa-name': { type: 'string' },
    'oa-type': { type: 'string', default: '4' },
    buttons: { type: 'string', default: 'ok' },
    'app-id': { type: 'string' },
    'app-secret': { type: 'string' },
    'oa-secret-key': { type: 'string' },
    users: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
})

const modes = ['ok', 'refuse-201', 'refuse-233', 'silently-text'] as const
const buttons = modes.find((one) => one === values.buttons)
if (values.help || buttons === undefined || !['2', '4'].includes(values['oa-type'])) {
  console.log(usage)
  process.exit(values.help ? 0 : 1)
}

const emulator = await startZaloEmulator({
  port: Number(values.port),
  host: values.host,
  seed: Number(values.seed),
  app: {
    ...(values['app-id'] === undefined ? {} : { appId: values['app-id'] }),
    ...(values['app-secret'] === undefined ? {} : { appSecret: values['app-secret'] }),
    ...(values['oa-secret-key'] === undefined ? {} : { oaSecretKey: values['oa-secret-key'] }),
  },
  ...(values.webhook === undefined ? {} : { webhookUrl: values.webhook }),
})
const account = emulator.addAccount({
  oaType: values['oa-type'] === '4' ? 4 : 2,
  buttons,
  ...(values['oa-id'] === undefined ? {} : { oaId: values['oa-id'] }),
  ...(values['oa-name'] === undefined ? {} : { name: values['oa-name'] }),
})
const names = ['Bà Nguyễn Thị Thử', 'Ông Trần Văn Mẫu', 'Chị Lê Thị Giả']
for (let count = 0; count < Number(values.users); count += 1) {
  emulator.addUser(account.oaId, { name: names[count] ?? `Cư dân ${count + 1}` })
}
const { accessToken, refreshToken } = emulator.issueTokens(account.oaId)

console.log(`# Zalo, emulated. Phones: ${emulator.url}/phone
ZALO_API_ROOT=${emulator.url}
ZALO_OAUTH_ROOT=${emulator.url}
ZALO_BUSINESS_ROOT=${emulator.url}
ZALO_APP_ID=${emulator.app.appId}
ZALO_APP_SECRET=${emulator.app.appSecret}
ZALO_OA_ID=${account.oaId}
ZALO_OA_SECRET_KEY=${emulator.app.oaSecretKey}
ZALO_ACCESS_TOKEN=${accessToken}
ZALO_REFRESH_TOKEN=${refreshToken}`)

const stop = (): void => void emulator.close()
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
