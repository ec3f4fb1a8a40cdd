import { readFile } from 'node:fs/promises'
import type { DialogueInput } from '../src/dialogues/index.ts'
import type { FormContent } from '../src/forms/index.ts'
import type { OfficerChannel, OpinionClass } from '../src/questions/index.ts'

export type PhotoName =
  | 'flooded-street'
  | 'rubbish-heap'
  | 'broken-pavement'
  | 'dark-alley'
  | 'parked-cars'
  | 'tangled-wires'

/** What one resident writes, and how. */
export type DemoMessage = {
  /** Empty for a voice note. */
  readonly text: string
  readonly class: OpinionClass
  readonly photo?: PhotoName
  readonly voice?: true
  readonly naming?: 'anonymous' | 'named'
  readonly name?: string
  /** Sent with its accents as separate characters, as some phones do. */
  readonly decomposed?: true
  readonly on?: 'zalo' | 'telegram' | 'web'
  /** Recognised by the bot: the door that the person takes, or the numbers that they only needed. */
  readonly diverted?: true
  readonly then?: 'withdraw'
  /** What they add to it afterwards. */
  readonly adds?: string
}

/** A talk with a person of the Front. Without an answer it waits for the visitor; after thanks the officer closes it. */
export type DemoTalk = { readonly text: string; readonly answer?: string; readonly thanks?: string }

type Files = {
  readonly ward: {
    readonly hotline: string
    readonly groups: readonly { readonly fullName: string; readonly voters: number }[]
    /** How people write where they live. */
    readonly spellings: readonly string[]
    readonly yes: readonly string[]
  }
  readonly session: {
    readonly session: Omit<DialogueInput, 'unitId' | 'hotline' | 'startsAt' | 'endsAt' | 'collectionClosesAt'>
    readonly urgent: { readonly topic: string; readonly place: string }
  }
  readonly names: {
    readonly families: readonly string[]
    readonly women: readonly string[]
    readonly men: readonly string[]
  }
  readonly messages: readonly DemoMessage[]
  readonly later: readonly DemoMessage[]
  readonly talks: readonly DemoTalk[]
  readonly form: { readonly closed: FormContent; readonly words: readonly string[]; readonly open: FormContent }
  readonly entered: readonly {
    readonly text: string
    readonly class: OpinionClass
    readonly channel: OfficerChannel
    readonly name?: string
  }[]
}

/** The demo's texts, each file of its own. */
export const readData = async <Name extends keyof Files>(name: Name): Promise<Files[Name]> =>
  JSON.parse(await readFile(new URL(`./data/${name}.json`, import.meta.url), 'utf8')) as Files[Name]
