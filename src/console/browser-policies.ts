type Opened = {
  /** What was just recorded in the page may be heard there. */
  readonly ownRecording?: boolean
}

/** Nothing inline, nothing from elsewhere, no frame around us; the QR code is an SVG in the page. */
export const contentPolicy = ({ ownRecording = false }: Opened = {}): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `media-src 'self'${ownRecording ? ' blob:' : ''}`,
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** Camera and microphone stay shut everywhere but on the page that names what it needs. */
export const permissions = (open?: 'camera' | 'microphone'): string => {
  const shown = (name: string) => `${name}=(${name === open ? 'self' : ''})`
  return ['camera', 'microphone', 'geolocation', 'payment'].map(shown).join(', ')
}
