import type { BotCommand } from 'telegraf/types'
import type { Control, ControlFailure } from './control.ts'

/** What the bot tells about itself in one language. */
type ProfileTexts = {
  /** 1 to 32 of a-z 0-9 _ each, with up to 256 characters of explanation. */
  readonly commands: readonly { readonly command: string; readonly description: string }[]
  /** Shown in the empty chat before Start; up to 512 characters. */
  readonly description: string
  /** Shown on the bot's page and with shared links; up to 120 characters. */
  readonly shortDescription: string
}

export type BotProfile = { readonly vi: ProfileTexts; readonly en: ProfileTexts }

const sameCommands = (a: readonly BotCommand[], b: ProfileTexts['commands']): boolean =>
  a.length === b.length &&
  a.every(({ command, description }, at) => command === b[at]?.command && description === b[at]?.description)

const setTexts = async (
  control: Control,
  texts: ProfileTexts,
  language: string,
  signal: AbortSignal,
): Promise<ControlFailure | undefined> => {
  const whose = language === '' ? {} : { language_code: language }
  const commands = await control.call('getMyCommands', whose, signal)
  if (commands.kind === 'failed') return commands
  if (!sameCommands(commands.result, texts.commands)) {
    const set = await control.call('setMyCommands', { commands: texts.commands, ...whose }, signal)
    if (set.kind === 'failed') return set
  }
  const description = await control.call('getMyDescription', whose, signal)
  if (description.kind === 'failed') return description
  if (description.result.description !== texts.description) {
    const set = await control.call('setMyDescription', { description: texts.description, ...whose }, signal)
    if (set.kind === 'failed') return set
  }
  const short = await control.call('getMyShortDescription', whose, signal)
  if (short.kind === 'failed') return short
  if (short.result.short_description === texts.shortDescription) return undefined
  const set = await control.call(
    'setMyShortDescription',
    { short_description: texts.shortDescription, ...whose },
    signal,
  )
  return set.kind === 'failed' ? set : undefined
}

/**
 * Brings commands and descriptions up to date: Vietnamese for everybody and by name, English for phones in English.
 * Only what differs is set, for Telegram answers frequent changes with long waits.
 */
export const updateProfile = async (
  control: Control,
  profile: BotProfile,
  signal: AbortSignal,
): Promise<ControlFailure | undefined> => {
  for (const [language, texts] of [
    ['', profile.vi],
    ['vi', profile.vi],
    ['en', profile.en],
  ] as const) {
    const failed = await setTexts(control, texts, language, signal)
    if (failed) return failed
  }
  return undefined
}
