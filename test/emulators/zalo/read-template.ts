import type { ApiCall } from './api-call.ts'
import { asObject, asText, isObject, onlyFields, refuse } from './answer.ts'
import type { Account, Button, Content, ListElement } from './world.ts'

const filled = (value: unknown, name: string, limit: number): string => {
  const text = asText(value, name)
  if (text.length === 0) refuse(-201, `${name} is empty`)
  if (text.length > limit) refuse(-210, `${name} is over ${limit} characters`)
  return text
}

const checkPayload = (type: string, payload: unknown, name: string): void => {
  switch (type) {
    case 'oa.query.show':
    case 'oa.query.hide':
      filled(payload, name, 1000)
      return
    case 'oa.open.url':
      filled(asObject(payload, name)['url'], `${name}.url`, 2000)
      return
    case 'oa.open.sms':
      filled(asObject(payload, name)['content'], `${name}.content`, 160)
      filled(asObject(payload, name)['phone_code'], `${name}.phone_code`, 15)
      return
    case 'oa.open.phone':
      filled(asObject(payload, name)['phone_code'], `${name}.phone_code`, 15)
      return
    default:
      refuse(-201, 'button type is invalid')
  }
}

const readButton = (call: ApiCall, value: unknown, index: number): Button => {
  const name = `buttons[${index}]`
  const button = asObject(value, name)
  onlyFields(call.world.switches.strict, button, ['title', 'type', 'payload', 'image_icon'], name)
  const type = asText(button['type'], `${name}.type`)
  const title = filled(button['title'], `${name}.title`, 100)
  checkPayload(type, button['payload'], `${name}.payload`)
  return { title, type, payload: button['payload'] }
}

export const readButtons = (call: ApiCall, value: unknown): Button[] => {
  if (!Array.isArray(value) || value.length === 0) return refuse(-201, 'buttons is invalid')
  if (value.length > 5) return refuse(-210, 'buttons is over 5')
  return value.map((one, index) => readButton(call, one, index))
}

const readAction = (value: unknown): ListElement['action'] => {
  if (!isObject(value)) return undefined
  const type = asText(value['type'], 'default_action.type')
  // Inside a list the link stands directly beside `type`.
  if (type === 'oa.open.url') return { type, url: filled(value['url'], 'default_action.url', 2000) }
  checkPayload(type, value['payload'], 'default_action.payload')
  return { type, payload: value['payload'] }
}

export const readElements = (call: ApiCall, value: unknown, known: readonly string[], most: number): ListElement[] => {
  if (!Array.isArray(value) || value.length === 0) return refuse(-201, 'elements is invalid')
  if (value.length > most) return refuse(-210, `elements is over ${most}`)
  return value.map((one, index) => {
    const name = `elements[${index}]`
    const element = asObject(one, name)
    onlyFields(call.world.switches.strict, element, known, name)
    return {
      title: filled(element['title'], `${name}.title`, 100),
      subtitle: element['subtitle'] === undefined ? '' : filled(element['subtitle'], `${name}.subtitle`, 500),
      imageUrl: element['image_url'] === undefined ? '' : asText(element['image_url'], `${name}.image_url`),
      action: readAction(element['default_action']),
    }
  })
}

const asPlainText = (content: Content): Content => {
  const lines = content.elements.map(({ title, subtitle }) => [title, subtitle].filter(Boolean).join('\n'))
  const text = [content.text, ...lines].filter(Boolean).join('\n')
  return { ...content, kind: 'text', text, buttons: [], elements: [] }
}

/** What becomes of buttons and lists is not documented: the account's mode decides. */
export const withoutButtons = ({ buttons: mode }: Account, content: Content): Content => {
  if (mode === 'refuse-201') return refuse(-201, 'buttons is invalid')
  if (mode === 'refuse-233') return refuse(-233, 'Message type is invalid or not supported')
  return mode === 'ok' ? content : asPlainText(content)
}
