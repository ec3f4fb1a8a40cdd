// Someone in the web widget without a Zalo login is answered by two ids, which share the one address of the chat.
const pattern = /^anon:([^:]+):(.+)$/

export type Visitor = { readonly anonymousId: string; readonly conversationId: string }

export const visitorAddress = (anonymousId: string, conversationId: string): string =>
  `anon:${anonymousId}:${conversationId}`

/** The visitor of an address; null for a person with a Zalo login. */
export const readVisitorAddress = (address: string): Visitor | null => {
  const [, anonymousId, conversationId] = pattern.exec(address) ?? []
  return anonymousId === undefined || conversationId === undefined ? null : { anonymousId, conversationId }
}
