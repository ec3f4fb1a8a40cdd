import { ownAccount } from './create-account.ts'
import type { Person, World } from './world.ts'

export type PersonInput = Partial<
  Pick<
    Person,
    | 'id'
    | 'idByApp'
    | 'name'
    | 'phone'
    | 'gender'
    | 'age'
    | 'city'
    | 'location'
    | 'platform'
    | 'telco'
    | 'online'
    | 'mobile'
    | 'refusal'
  >
> & {
  /** Follows already, without an event. */
  following?: boolean
  /** When the last interaction was; default never. */
  lastInteraction?: Date
}

export const createPerson = (world: World, oaId: string, input: PersonInput): Person => {
  const { following = false, lastInteraction, ...rest } = input
  const person: Person = {
    id: world.ids.decimal(9),
    idByApp: world.ids.decimal(8),
    name: 'Cư dân thử',
    phone: undefined,
    gender: 2,
    age: 40,
    city: 9,
    location: 0,
    platform: 2,
    telco: 3,
    following,
    everChatted: false,
    chatNowClicked: false,
    lastInteraction: lastInteraction?.getTime(),
    freeSent: 0,
    online: true,
    mobile: true,
    refusal: undefined,
    sharedInfo: undefined,
    alias: '',
    tags: new Set(),
    notes: [],
    anonymous: false,
    conversationId: undefined,
    messages: [],
    broadcastDays: new Set(),
    ...rest,
    oaId: ownAccount(world, oaId).oaId,
  }
  if (world.people.has(person.id)) throw new Error(`the person ${person.id} exists already`)
  world.people.set(person.id, person)
  world.signal.notify()
  return person
}

/** Someone who writes through the web widget without a Zalo login. */
export const createVisitor = (world: World, oaId: string): Person => {
  const person = createPerson(world, oaId, { name: 'Khách', mobile: false, id: `anonymous-${world.ids.token(16)}` })
  person.anonymous = true
  person.conversationId = world.ids.token(24)
  return person
}
