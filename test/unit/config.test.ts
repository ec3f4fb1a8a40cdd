import { expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'

const whole = { OIDC_ISSUER: 'https://id.example/', OIDC_CLIENT_ID: 'nc', OIDC_CLIENT_SECRET: 's' }
const faultsOf = (env: Record<string, string>): readonly string[] => {
  const config = readConfig(env, '/tmp')
  return 'faults' in config ? config.faults : []
}

test('an identity provider is read whole, with the issuer as it is written and a name that officers know', () => {
  expect(readConfig(whole, '/tmp')).toMatchObject({
    oidc: { issuer: 'https://id.example/', clientId: 'nc', label: 'tài khoản của cơ quan' },
    secrets: { oidcClientSecret: 's' },
  })
  expect(readConfig({ ...whole, OIDC_LABEL: 'VNeID' }, '/tmp')).toMatchObject({ oidc: { label: 'VNeID' } })
  expect(readConfig({}, '/tmp')).toMatchObject({ oidc: undefined })
})

test('its secret is shown in no print-out of the settings', () => {
  const config = readConfig({ ...whole, OIDC_CLIENT_SECRET: 'very-secret' }, '/tmp')
  expect(JSON.stringify(config)).not.toContain('very-secret')
})

test('missing partners, unknown names and an unprotected address are all reported together', () => {
  const faults = faultsOf({ OIDC_ISSUER: 'http://id.example', OIDC_SECRET: 'x' }).join('\n')
  expect(faults).toContain('OIDC_CLIENT_ID, OIDC_CLIENT_SECRET must be set too')
  expect(faults).toContain('OIDC_SECRET is not a name that is known here')
  expect(faults).toContain('OIDC_ISSUER is not an address that starts with https://')
  expect(faultsOf({ OIDC_LABEL: 'x' }).join()).toContain('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET')
  expect(faultsOf({ ...whole, OIDC_LABEL: 'x'.repeat(41) }).join()).toContain('OIDC_LABEL')
  expect(faultsOf({ ...whole, OIDC_ISSUER: 'http://127.0.0.1:9' })).toEqual([])
})

test('a speech server has a model and a key that no print-out shows, and is reached by https or within the own network', () => {
  const near = ['http://127.0.0.1:8000/v1', 'http://10.1.2.3/v1', 'http://[fd00::1]/v1', 'http://speech:8000/v1']
  for (const SPEECH_URL of [...near, 'https://speech.example/v1']) {
    expect(readConfig({ SPEECH_URL }, '/tmp')).toMatchObject({ speech: { url: SPEECH_URL, model: 'whisper-1' } })
  }
  const config = readConfig(
    { SPEECH_URL: 'https://s.example', SPEECH_KEY: 'very-secret', SPEECH_MODEL: 'large-v3' },
    '/tmp',
  )
  expect(config).toMatchObject({ speech: { model: 'large-v3' }, secrets: { speechKey: 'very-secret' } })
  expect(JSON.stringify(config)).not.toContain('very-secret')
  expect(readConfig({}, '/tmp')).toMatchObject({ speech: undefined })
})

test('a voice never leaves unprotected, and all that is wrong with the speech server is reported together', () => {
  for (const SPEECH_URL of [
    'http://speech.example/v1',
    'http://8.8.8.8/v1',
    'http://172.32.0.1',
    'http://[2001:db8::1]',
  ]) {
    expect(faultsOf({ SPEECH_URL }).join()).toContain('SPEECH_URL is not an address that starts with https://')
  }
  const faults = faultsOf({ SPEECH_KEY: 'a', SPEECH_MODEL: 'two words', SPEECH_LANGUAGE: 'vi' }).join('\n')
  expect(faults).toContain('SPEECH_URL must be set too, because SPEECH_KEY is')
  expect(faults).toContain('SPEECH_MODEL is not the name of a model')
  expect(faults).toContain('SPEECH_LANGUAGE is not a name that is known here')
  expect(faultsOf({ SPEECH_URL: 'https://s.example/v1?key=1' }).join()).toContain('plain address')
})
