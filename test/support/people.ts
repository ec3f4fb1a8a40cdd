import type { PhoneUser } from '../emulators/telegram/phone/phone-user.ts'
import type { UserDriver } from '../emulators/zalo/user-driver.ts'
import type { TestApp } from './app.ts'
import { settled } from './settle.ts'
import { openWebVisitor, type WebVisitor } from './web-visitor.ts'

export type SentFile = { readonly bytes: Buffer; readonly name: string; readonly type: string }

/** Somebody with a phone or a browser, the same for every channel. Acts answer what came back, when all is quiet again. */
export type Person = {
  readonly platform: 'zalo' | 'telegram' | 'web'
  begin(): Promise<string[]>
  say(text: string): Promise<string[]>
  /** Taps a choice by its words, without the number; on Zalo, whose test account has no buttons, types the number. */
  choose(label: string): Promise<string[]>
  /** Presses a button with this data, whether it is still on the screen or not. */
  press(data: string): Promise<string[]>
  sendPhoto(file: SentFile, caption?: string): Promise<string[]>
  sendFile(file: SentFile): Promise<string[]>
  /** Everything that the house has ever said to this person. */
  read(): Promise<string[]>
  /** How the platform names this person. */
  readonly platformId: string
}

export type ZaloPerson = Person & { readonly driver: UserDriver }
export type TelegramPerson = Person & { readonly driver: PhoneUser }
export type WebPerson = Person & { readonly driver: WebVisitor }

type Means = Omit<Person, 'begin' | 'say' | 'choose' | 'press' | 'sendPhoto' | 'sendFile'> & {
  readonly begin: () => Promise<unknown>
  readonly say: (text: string) => Promise<unknown>
  readonly press: (data: string) => Promise<unknown>
  readonly choose?: (label: string) => Promise<unknown>
  readonly sendPhoto: (file: SentFile, caption: string | undefined) => Promise<unknown>
  readonly sendFile: (file: SentFile) => Promise<unknown>
}

const numberOf = (shown: readonly string[], label: string): string => {
  for (const text of shown.toReversed()) {
    for (const line of text.split('\n')) {
      const [, number, words] = /^\s*(\d{1,2})\. (.+)$/u.exec(line) ?? []
      if (number !== undefined && words === label) return number
    }
  }
  throw new Error(`"${label}" is not on the screen: ${shown.at(-1) ?? ''}`)
}

const personWith = (place: TestApp, means: Means): Person => {
  const after = async (doing: () => Promise<unknown>): Promise<string[]> => {
    await settled(place)
    const before = (await means.read()).length
    await doing()
    await settled(place)
    return (await means.read()).slice(before)
  }
  const say = async (text: string): Promise<string[]> => await after(async () => await means.say(text))
  return {
    platform: means.platform,
    platformId: means.platformId,
    read: means.read,
    begin: async () => await after(means.begin),
    say,
    choose: async (label) =>
      means.choose
        ? await after(async () => await means.choose?.(label))
        : await say(numberOf(await means.read(), label)),
    press: async (data) => await after(async () => await means.press(data)),
    sendPhoto: async (file, caption) => await after(async () => await means.sendPhoto(file, caption)),
    sendFile: async (file) => await after(async () => await means.sendFile(file)),
  }
}

export const zaloPerson = (
  place: TestApp,
  name: string,
  given: { readonly id?: string; readonly lastInteraction?: Date } = {},
): ZaloPerson => {
  const driver = place.zalo.addUser(place.oaId, { name, ...given })
  const person = personWith(place, {
    platform: 'zalo',
    platformId: driver.id,
    read: async () => driver.messages().flatMap((message) => (message.from === 'user' ? [] : [message.text])),
    begin: async () => await driver.follow(),
    say: async (text) => await driver.sendText(text),
    press: async (data) => await driver.sendText(data),
    sendPhoto: async ({ bytes, name: file, type }, caption) =>
      await driver.sendImage({ bytes, name: file, contentType: type, ...(caption === undefined ? {} : { caption }) }),
    sendFile: async ({ bytes, name: file, type }) => await driver.sendFile({ bytes, name: file, contentType: type }),
  })
  return { ...person, driver }
}

export const telegramPerson = (place: TestApp, name: string, payload?: string): TelegramPerson => {
  const driver = place.telegram.addUser(place.bot, { firstName: name, languageCode: 'vi' })
  const person = personWith(place, {
    platform: 'telegram',
    platformId: String(driver.id),
    read: async () => driver.messages().flatMap((message) => (message.from === 'bot' ? [message.text] : [])),
    begin: async () => driver.start(payload),
    say: async (text) => driver.send(text),
    press: async (data) => driver.press(data),
    async choose(label) {
      const shown = driver
        .messages()
        .flatMap((message) => message.buttons.flat())
        .findLast((button) => button.text.replace(/^\d+\. /u, '') === label)
      driver.press(shown?.text ?? label)
    },
    sendPhoto: async ({ bytes, name: file, type }, caption) =>
      driver.sendPhoto({ bytes, name: file, mime: type, ...(caption === undefined ? {} : { caption }) }),
    sendFile: async ({ bytes, name: file, type }) => driver.sendDocument({ bytes, name: file, mime: type }),
  })
  return { ...person, driver }
}

export const webPerson = (place: TestApp, path = '/chat'): WebPerson => {
  const driver = openWebVisitor(place.url)
  // How fast a browser may write is tested where it is paced; a table of cases has no time to wait.
  const unpaced = async (): Promise<void> => {
    await place.installation.house.database.$client`update web_visitors set allowance = 10`
  }
  // What the page's script shows beside the box when a message was not taken is what the person reads.
  const heard: string[] = []
  let shown = 0
  const read = async (): Promise<string[]> => {
    const entries = await driver.read()
    heard.push(...entries.slice(shown))
    shown = entries.length
    return [...heard]
  }
  const told = async (doing: () => ReturnType<WebVisitor['post']>): Promise<void> => {
    await unpaced()
    const { status, body } = await doing()
    if (status >= 400) heard.push((JSON.parse(body) as { detail: string }).detail)
  }
  const person = personWith(place, {
    platform: 'web',
    get platformId() {
      return driver.cookie.split('.')[1] ?? ''
    },
    read,
    begin: async () => await driver.open(path),
    say: async (text) => await told(async () => await driver.post({ text })),
    press: async (data) => await told(async () => await driver.post({ choice: data })),
    async choose(label) {
      const choice = await driver.dataOf(label)
      await told(async () => await driver.post({ choice }))
    },
    async sendPhoto({ bytes, name, type }, caption) {
      await told(async () => await driver.upload(bytes, name, type))
      if (caption === undefined) return
      await settled(place)
      await told(async () => await driver.post({ text: caption }))
    },
    sendFile: async ({ bytes, name, type }) => await told(async () => await driver.upload(bytes, name, type)),
  })
  return {
    ...person,
    driver,
    get platformId() {
      return driver.cookie.split('.')[1] ?? ''
    },
  }
}

/** From the first word to "done": consent, the ward by its everyday name. */
export const moveIn = async (person: Person, ward = 'Phường Cửa Nam'): Promise<void> => {
  await person.begin()
  await person.say('1')
  const answer = await person.say(ward)
  if (answer.some((text) => text.includes(`1. ${ward}`))) await person.say('1')
}
