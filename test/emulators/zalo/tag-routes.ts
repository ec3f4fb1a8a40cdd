import type { ApiCall, ApiRoutes } from './api-call.ts'
import { asText, onlyFields, refuse } from './answer.ts'
import { findPerson } from './recipient-rules.ts'
import { tagEvent } from './webhook-events.ts'

const readTag = ({ input, world }: ApiCall, fields: readonly string[]): string => {
  onlyFields(world.switches.strict, input, fields, 'body')
  const name = asText(input['tag_name'], 'tag_name')
  return name === '' ? refuse(-201, 'tag_name is empty') : name
}

const tell = (call: ApiCall, eventName: string, name: string, userIds: string[]): void =>
  call.after(() => call.world.webhooks.emit(call.account.oaId, tagEvent(call.account, eventName, name, userIds)))

const add = (call: ApiCall): undefined => {
  const name = readTag(call, ['user_id', 'tag_name'])
  const person = findPerson(call, call.input['user_id'])
  call.account.tags.add(name)
  person.tags.add(name)
  tell(call, 'add_user_to_tag', name, [person.id])
}

const take = (call: ApiCall): undefined => {
  const name = readTag(call, ['user_id', 'tag_name'])
  const person = findPerson(call, call.input['user_id'])
  if (!person.tags.delete(name)) refuse(-201, 'tag_name is invalid')
  tell(call, 'remove_user_from_tag', name, [person.id])
}

const remove = (call: ApiCall): undefined => {
  const name = readTag(call, ['tag_name'])
  if (!call.account.tags.delete(name)) refuse(-201, 'tag_name is invalid')
  for (const person of call.world.people.values()) {
    if (person.oaId === call.account.oaId) person.tags.delete(name)
  }
  tell(call, 'remove_tag', name, [])
}

export const tagRoutes: ApiRoutes = {
  'POST /v2.0/oa/tag/tagfollower': add,
  'POST /v2.0/oa/tag/rmfollowerfromtag': take,
  'POST /v2.0/oa/tag/rmtag': remove,
  'GET /v2.0/oa/tag/gettagsofoa': ({ account }) => [...account.tags],
}
