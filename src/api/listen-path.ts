/** Where a notice is to be heard; `code` without a space. */
export const listenPath = (code: string): string => `/verify/${code}/nghe`
export const soundPath = (code: string, attachmentId: string): string => `${listenPath(code)}/${attachmentId}`
