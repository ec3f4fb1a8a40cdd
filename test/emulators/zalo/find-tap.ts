import { isObject } from './answer.ts'
import type { Person } from './world.ts'

export type Tap = { type: string; payload: unknown }

type Tappable = Tap & { names: unknown[] }

const tappables = (person: Person): Tappable[] =>
  person.messages.toReversed().flatMap(({ buttons, elements }) => [
    ...buttons.map(({ title, type, payload }) => ({ type, payload, names: [payload, title] })),
    ...elements.flatMap(({ title, action }) =>
      action === undefined
        ? []
        : [
            {
              type: action.type,
              payload: action.payload ?? { url: action.url },
              names: [action.payload, action.url, title],
            },
          ],
    ),
  ])

/** The newest button or list row with this payload or title; older ones stay tappable, as on a real phone. */
export const findTap = (person: Person, wanted: string): Tap => {
  const found = tappables(person).find(({ names }) => names.includes(wanted))
  if (found === undefined) throw new Error('the phone shows no such button')
  return found
}

/** Where a tap leads outside the chat, if it does. */
export const asLink = ({ type, payload }: Tap): string | undefined => {
  if (!isObject(payload)) return undefined
  const { url, phone_code: phone } = payload
  if (type === 'oa.open.url') return typeof url === 'string' ? url : ''
  if (typeof phone !== 'string') return undefined
  return type === 'oa.open.sms' ? `sms:+${phone}` : `tel:+${phone}`
}
