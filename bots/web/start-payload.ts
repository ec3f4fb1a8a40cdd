/** What a link or QR code may carry: the alphabet and length that Telegram allows too, so one code serves both. */
export const isStartPayload = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text)
