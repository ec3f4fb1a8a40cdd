import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asObject, asText, isObject, onlyFields, refuse } from './answer.ts'
import { broadcast } from './broadcast.ts'
import { reportSent, showOnPhone } from './put-on-phone.ts'
import { readMessage } from './read-message.ts'
import { findPerson, spendConsultation } from './recipient-rules.ts'
import { eventFromAccount } from './webhook-events.ts'

const reactions = [':>', '--b', ':-((', '/-strong', '/-heart', ':-h', ':o', '/-remove']
const reactionsPerMessage = 50

const sendToPerson = (call: ApiCall, userId: unknown): unknown => {
  const { world, input } = call
  const content = readMessage(call, input['message'])
  const person = findPerson(call, userId)
  const quota = spendConsultation(call, person)
  const message = showOnPhone(world, person, content, { from: 'oa' })
  call.after(() => reportSent(world, person, message))
  return {
    message_id: message.id,
    user_id: person.id,
    sent_time: String(message.at),
    ...(quota === undefined ? {} : { quota }),
  }
}

const sendToVisitor = (call: ApiCall, recipient: Record<string, unknown>): unknown => {
  const { world, account, input } = call
  onlyFields(world.switches.strict, recipient, ['anonymous_id', 'conversation_id'], 'recipient')
  const person = world.people.get(asText(recipient['anonymous_id'], 'anonymous_id'))
  if (person === undefined || !person.anonymous || person.oaId !== account.oaId)
    return refuse(-201, 'anonymous_id is invalid')
  if (recipient['conversation_id'] !== person.conversationId) refuse(-201, 'conversation_id is invalid')
  const content = readMessage(call, input['message'])
  if (!['text', 'image', 'file', 'sticker'].includes(content.kind)) refuse(-233, 'Message type is not supported')
  const message = showOnPhone(world, person, content, { from: 'oa' })
  call.after(() => reportSent(world, person, message))
  return { message_id: message.id, anonymous_id: person.id }
}

const react = (call: ApiCall, recipient: Record<string, unknown>): unknown => {
  const { world, input } = call
  const action = asObject(input['sender_action'], 'sender_action')
  onlyFields(world.switches.strict, action, ['react_icon', 'react_message_id'], 'sender_action')
  const person = findPerson(call, recipient['user_id'])
  const icon = asText(action['react_icon'], 'react_icon')
  if (!reactions.includes(icon)) refuse(-201, 'react_icon is invalid')
  const message = person.messages.find(({ id }) => id === action['react_message_id'])
  if (message === undefined) return refuse(-201, 'react_message_id is invalid')
  if (icon === '/-remove') message.reactions.length = 0
  else if (message.reactions.length >= reactionsPerMessage) refuse(-210, 'Reactions are over 50 for this message')
  else message.reactions.push(icon)
  world.signal.notify()
  call.after(() =>
    world.webhooks.emit(
      person.oaId,
      eventFromAccount(person, 'oa_reacted_message', { message: { msg_id: message.id, react_icon: icon } }),
    ),
  )
  return { message_id: message.id, user_id: person.id }
}

/** The old way of naming whom to answer: by one of their messages. */
const personOfMessage = ({ world, account }: ApiCall, messageId: unknown): string => {
  const owner = [...world.people.values()].find(
    (one) => one.oaId === account.oaId && one.messages.some(({ id, from }) => id === messageId && from === 'user'),
  )
  return owner?.id ?? refuse(-201, 'message_id is invalid')
}

const consultation = (call: ApiCall): unknown => {
  const { world, account, input } = call
  if (account.oaType === 4) refuse(-235, 'This API does not support this type of OA')
  onlyFields(world.switches.strict, input, ['recipient', 'message'], 'body')
  const recipient = asObject(input['recipient'], 'recipient')
  onlyFields(world.switches.strict, recipient, ['user_id'], 'recipient')
  return sendToPerson(call, recipient['user_id'])
}

const plainMessage = (call: ApiCall, recipient: Record<string, unknown>): unknown => {
  const { world, account } = call
  if (account.oaType === 2 && world.switches.v2ForBusiness !== 'works') {
    refuse(-240, 'This API has been shut down, please use v3')
  }
  if (account.oaType === 4 && world.switches.stateAccounts === 'none') {
    refuse(-235, 'This API does not support this type of OA')
  }
  onlyFields(world.switches.strict, recipient, ['user_id', 'message_id'], 'recipient')
  return sendToPerson(
    call,
    recipient['message_id'] === undefined ? recipient['user_id'] : personOfMessage(call, recipient['message_id']),
  )
}

const messageV2 = (call: ApiCall): unknown => {
  const { world, account, input } = call
  if (account.oaType === 2 && world.switches.v2ForBusiness === 'refuse-all') {
    refuse(-240, 'This API has been shut down, please use v3')
  }
  const recipient = asObject(input['recipient'], 'recipient')
  if (isObject(input['sender_action'])) {
    onlyFields(world.switches.strict, input, ['recipient', 'sender_action'], 'body')
    return react(call, recipient)
  }
  onlyFields(world.switches.strict, input, ['recipient', 'message'], 'body')
  if (recipient['target'] !== undefined) return broadcast(call, recipient['target'])
  if (recipient['anonymous_id'] !== undefined) return sendToVisitor(call, recipient)
  return plainMessage(call, recipient)
}

export const messageRoutes: ApiRoutes = {
  'POST /v3.0/oa/message/cs': consultation,
  'POST /v2.0/oa/message': messageV2,
}
