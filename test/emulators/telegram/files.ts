import { randomBytes } from 'node:crypto'
import type { Bot, EmulatorState, StoredFile } from './state.ts'
import type { WireFile, WirePhotoSize } from './wire.ts'

const folders = { photo: 'photos', document: 'documents', voice: 'voice', audio: 'music' } as const
const prefixes = { photo: 'AgACAgUAAxk', document: 'BQACAgUAAxk', voice: 'AwACAgUAAxk', audio: 'CQACAgUAAxk' } as const
const endings = { photo: '.jpg', document: '', voice: '.oga', audio: '.mp3' } as const

/** Keeps a file under an identifier that only this bot can use. */
export const storeFile = (
  state: EmulatorState,
  bot: Bot,
  given: { kind: StoredFile['kind']; bytes: Buffer; name: string; mime: string; url?: string },
): StoredFile => {
  const number = state.nextId
  state.nextId += 1
  const dot = given.name.lastIndexOf('.')
  const ending = endings[given.kind] === '' && dot > 0 ? given.name.slice(dot) : endings[given.kind]
  const file: StoredFile = {
    ...given,
    id: `${prefixes[given.kind]}${randomBytes(24).toString('base64url')}`,
    uniqueId: `AQAD${number.toString(36)}`,
    path: `${folders[given.kind]}/file_${number}${ending}`,
    linkUntil: 0,
  }
  bot.files.set(file.id, file)
  return file
}

/** A file as it stands in a message. */
export const wireFile = (file: StoredFile, extra: Partial<WireFile> = {}): WireFile => ({
  file_id: file.id,
  file_unique_id: file.uniqueId,
  file_size: file.bytes.length,
  mime_type: file.mime,
  ...(file.kind === 'voice' ? {} : { file_name: file.name }),
  ...extra,
})

/** A photo in three sizes, the largest last, as messages carry it. */
export const wirePhoto = (state: EmulatorState, bot: Bot, file: StoredFile): WirePhotoSize[] =>
  [
    [90, 67],
    [320, 240],
    [1280, 960],
  ].map(([width = 0, height = 0], index) => {
    const { url } = file
    const kept =
      index === 2
        ? file
        : storeFile(state, bot, {
            kind: 'photo',
            bytes: file.bytes,
            name: file.name,
            mime: file.mime,
            ...(url === undefined ? {} : { url }),
          })
    return { file_id: kept.id, file_unique_id: kept.uniqueId, width, height, file_size: file.bytes.length }
  })
