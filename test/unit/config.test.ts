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
