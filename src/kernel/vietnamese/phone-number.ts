/**
 * A Vietnamese number as people and platforms write it (`0912 345 678`, `84912345678`, `+84 …`) in E.164, such as
 * `+84912345678`; null for anything else. Mobile numbers have nine digits after the country code, landlines ten.
 */
export const readPhoneNumber = (written: string): string | null => {
  const digits = written.trim().replaceAll(/[\s.()-]/g, '')
  const [, national] = /^(?:\+84|0084|84|0)([1-9]\d{8,9})$/.exec(digits) ?? []
  return national === undefined ? null : `+84${national}`
}
