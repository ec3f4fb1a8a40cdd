/** Which question of the Front an open prompt is about. */
export type AskState = { readonly opinionId: string; readonly askId: string }
export const askState = (opinionId: string, askId: string): AskState => ({ opinionId, askId })

/** Where somebody stands who was asked whether some may know who they are. */
export type IdentityState = {
  readonly step: 'consent' | 'identity' | 'revoke'
  readonly opinionId: string
  readonly disclosureId: string
}
export const identityState = (step: IdentityState['step'], opinionId: string, disclosureId: string): IdentityState => ({
  step,
  opinionId,
  disclosureId,
})
