import type { MessageEndpoint } from 'zalo-oa-sdk'
import type { ChannelAccount } from '../../src/channels/port.ts'

/** What Zalo's console shows for the app: the application secret and the OA Secret Key are different things. */
export type ZaloCredentials = { readonly appId: string; readonly appSecret: string; readonly oaSecretKey: string }

/** The app that an account belongs to; undefined when its credentials could not be opened. */
export const readCredentials = ({ credentials }: ChannelAccount): ZaloCredentials | undefined => {
  const { appId, appSecret, oaSecretKey } = credentials as { readonly [name in keyof ZaloCredentials]?: string }
  return appId === undefined || appSecret === undefined || oaSecretKey === undefined
    ? undefined
    : { appId, appSecret, oaSecretKey }
}

/** The endpoint that took the last message; undefined before the first. */
export const endpointOf = ({ capabilities }: ChannelAccount): MessageEndpoint | undefined => {
  const endpoint = capabilities['endpoint']
  return endpoint === 'v2' || endpoint === 'v3' ? endpoint : undefined
}

/** Whether an officer has seen a probe's buttons on a phone. */
export const showsButtons = ({ capabilities }: ChannelAccount): boolean => capabilities['buttons'] === 'ok'

/** How templates go to phones: numbers hashed where the account asks for it, in Zalo's development mode while it tests. */
export const phoneTemplatesOf = ({
  capabilities,
}: ChannelAccount): { readonly hashed: boolean; readonly development: boolean; readonly overQuota: boolean } => ({
  hashed: capabilities['templatePhonesHashed'] === true,
  development: capabilities['templatesInDevelopment'] === true,
  overQuota: capabilities['templatesOverQuota'] === true,
})

/** Where the app's settings demand `appsecret_proof`, and where it goes. */
export const proofPlaceOf = ({ capabilities }: ChannelAccount): 'header' | 'query' | undefined => {
  const place = capabilities['appSecretProof']
  return place === 'header' || place === 'query' ? place : undefined
}
