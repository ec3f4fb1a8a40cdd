/** Bytes that one attachment may have at most, everywhere (Telegram's own limit for bots; contract, "Limits"). */
export const maxFileBytes = 20 * 1024 * 1024

export type AttachmentKind = 'image' | 'animation' | 'voice' | 'video' | 'document'

/**
 * What happens to the bytes before they are kept: `redraw` decodes and encodes the picture anew, `blank-boxes`
 * overwrites the metadata inside the container, `keep` stores them as they came.
 */
export type Treatment = 'redraw' | 'blank-boxes' | 'keep'

type Accepted = {
  readonly kind: AttachmentKind
  readonly extension: string
  readonly treatment: Treatment
  /** Shown or played in the officer's page; the rest is download only. `convert` goes through `playableVoice`. */
  readonly inline: 'yes' | 'no' | 'convert'
}

/** The closed set. Documents of other kinds can carry programs, and nobody in a ward office should open those. */
export const acceptedKinds = {
  'image/jpeg': { kind: 'image', extension: 'jpg', treatment: 'redraw', inline: 'yes' },
  'image/png': { kind: 'image', extension: 'png', treatment: 'redraw', inline: 'yes' },
  'image/webp': { kind: 'image', extension: 'webp', treatment: 'redraw', inline: 'yes' },
  'image/gif': { kind: 'animation', extension: 'gif', treatment: 'redraw', inline: 'yes' },
  // The prebuilt libvips has no HEVC decoder, and Chromium shows none either.
  'image/heic': { kind: 'image', extension: 'heic', treatment: 'blank-boxes', inline: 'no' },
  'audio/amr': { kind: 'voice', extension: 'amr', treatment: 'keep', inline: 'convert' },
  'audio/amr-wb': { kind: 'voice', extension: 'awb', treatment: 'keep', inline: 'convert' },
  'audio/ogg': { kind: 'voice', extension: 'ogg', treatment: 'keep', inline: 'yes' },
  'audio/aac': { kind: 'voice', extension: 'aac', treatment: 'keep', inline: 'yes' },
  'audio/mp4': { kind: 'voice', extension: 'm4a', treatment: 'blank-boxes', inline: 'yes' },
  'audio/3gpp': { kind: 'voice', extension: '3gp', treatment: 'blank-boxes', inline: 'no' },
  'audio/mpeg': { kind: 'voice', extension: 'mp3', treatment: 'keep', inline: 'yes' },
  'audio/webm': { kind: 'voice', extension: 'weba', treatment: 'keep', inline: 'yes' },
  'audio/wav': { kind: 'voice', extension: 'wav', treatment: 'keep', inline: 'yes' },
  'video/mp4': { kind: 'video', extension: 'mp4', treatment: 'blank-boxes', inline: 'yes' },
  'video/3gpp': { kind: 'video', extension: '3gp', treatment: 'blank-boxes', inline: 'no' },
  'video/quicktime': { kind: 'video', extension: 'mov', treatment: 'blank-boxes', inline: 'no' },
  'video/webm': { kind: 'video', extension: 'webm', treatment: 'keep', inline: 'yes' },
  'application/pdf': { kind: 'document', extension: 'pdf', treatment: 'keep', inline: 'no' },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    kind: 'document',
    extension: 'docx',
    treatment: 'keep',
    inline: 'no',
  },
} as const satisfies Record<string, Accepted>

export type AcceptedMediaType = keyof typeof acceptedKinds

export const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

export const isAcceptedMediaType = (mediaType: string): mediaType is AcceptedMediaType =>
  Object.hasOwn(acceptedKinds, mediaType)

export const describeMediaType = (mediaType: AcceptedMediaType): Accepted => acceptedKinds[mediaType]
