import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startSmsEmulator } from './start-sms-emulator.ts'
import { signSms } from './tell-webhook.ts'

const number = '+84912345678'

describe('The SMS emulator', () => {
  it('shows a phone with the parts of each message, escaped, and sends the digit that is typed there signed', async () => {
    const heard: { body: string; signature: unknown }[] = []
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        heard.push({ body: Buffer.concat(chunks).toString(), signature: request.headers['x-sms-signature'] })
        response.end()
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const emulator = await startSmsEmulator({ webhookUrl: `http://127.0.0.1:${port}/`, switches: { duplicates: 1 } })
    onTestFinished(async () => {
      await emulator.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    })
    const sent = await fetch(`${emulator.url}/send`, {
      method: 'POST',
      headers: { 'x-api-key': emulator.world.key },
      body: JSON.stringify({ to: number, text: 'Chọn <1> hoặc 2', id: '9' }),
    })
    expect(await sent.json()).toMatchObject({ code: '100', parts: 1 })
    const page = await (await fetch(`${emulator.url}/phone/${encodeURIComponent(number)}`)).text()
    expect(page).toContain('Chọn &lt;1&gt; hoặc 2')
    await fetch(`${emulator.url}/phone/${encodeURIComponent(number)}`, {
      method: 'POST',
      body: new URLSearchParams({ text: '1' }),
    })
    await emulator.settle()
    const replies = heard.filter(({ body }) => body.includes('inbound'))
    expect(replies).toHaveLength(2)
    const [reply] = replies
    expect(JSON.parse(reply?.body ?? '')).toMatchObject({ type: 'inbound', phone: '84912345678', text: '1' })
    expect(reply?.signature).toBe(signSms(reply?.body ?? '', emulator.world.secret).headers['x-sms-signature'])
  })
})
