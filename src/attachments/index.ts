// What residents send besides text, and what officers put up for them: judged by its bytes, freed of place and owner, sealed, playable, erasable.
// A file is registered in the turn that brings it, fetched after the commit, and belongs to nothing until the
// person has sent off what it goes with. Doors serve it under `servingHeaders` only.
export { describeMediaType, maxFileBytes, type AttachmentKind, type AcceptedMediaType } from './accepted-kinds.ts'
export type { AttachmentSummary, SettledAttachment } from './attachment.ts'
export { listAttachmentsOf, readAttachmentSummary } from './attachment-views.ts'
export { downloadMedia } from './download-media.ts'
export { eraseAbandoned, eraseAttachment, eraseAttachmentsOf } from './erase-attachments.ts'
export { createFetchWorker, type FetchWorker } from './fetch-worker.ts'
export { nameOfFile } from './file-name.ts'
export { keepAttachments } from './keep-attachments.ts'
export { passOnAttachments } from './pass-on-attachments.ts'
export { readAttachmentPart, type PartOfAttachment } from './read-attachment-part.ts'
export { readAttachment, readPlayable, type ReadableAttachment } from './read-attachment.ts'
export { refusalPhrases, type FileRefusal, type Refused } from './refusals.ts'
export { registerAttachment } from './register-attachment.ts'
export { servingHeaders } from './serving-headers.ts'
export { createDatabaseStorage, type AttachmentStorage } from './chunk-store.ts'
export { storeUploaded, type UploadedFile } from './store-uploaded.ts'
