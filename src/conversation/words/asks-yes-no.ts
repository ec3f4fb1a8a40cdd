const YES_OR_NO = /^(?:có|đúng|vâng|phải|đồng ý|không|yes|no|correct|i agree)(?!\p{L})/iu

/** Whether a prompt with these choices asks something that people answer with yes or no, or with "đúng". */
export const asksYesNo = (labels: readonly string[]): boolean =>
  labels.some((label) => YES_OR_NO.test(label.normalize('NFC')))
