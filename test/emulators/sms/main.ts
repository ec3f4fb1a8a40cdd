import { parseArgs } from 'node:util'
import { smsCredentials, startSmsEmulator } from './start-sms-emulator.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9300' },
    host: { type: 'string', default: '127.0.0.1' },
    webhook: { type: 'string', default: 'http://127.0.0.1:8080/webhooks/sms/default' },
  },
})

const emulator = await startSmsEmulator({ port: Number(values.port), host: values.host, webhookUrl: values.webhook })
console.log(`# An SMS gateway, emulated. Phones: ${emulator.url}/phone/
# Its account, as the console asks for it:
${JSON.stringify(smsCredentials(emulator), null, 2)}`)
process.once('SIGINT', () => void emulator.close())
