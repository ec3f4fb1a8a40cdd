import { saveSmsGateway } from '../../src/channels/index.ts'
import { act } from '../../src/database/index.ts'
import { systemActor } from '../../src/kernel/actor.ts'
import { smsCredentials, type SmsEmulator } from '../emulators/sms/start-sms-emulator.ts'
import type { TestApp } from './app.ts'

/** The service speaks through this gateway from now on, as an administrator would set it up. */
export const setUpSmsGateway = async (place: TestApp, gateway: SmsEmulator): Promise<void> => {
  const settings = smsCredentials(gateway)
  await act(place.installation.house, systemActor('test'), async (scope) => {
    await saveSmsGateway(scope, {
      url: settings['url'] ?? '',
      method: 'POST',
      headers: settings['headers'] ?? '',
      body: settings['body'] ?? '',
      success: 'code=100',
      blocked: 'code=117',
      busy: 'code=118',
      messageId: 'id',
      webhookSecret: settings['webhookSecret'] ?? '',
      plain: false,
      perSecond: 500,
    })
  })
}
