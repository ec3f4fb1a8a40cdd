import type { ApiCall } from './api-call.ts'
import { asObject, onlyFields, refuse } from './answer.ts'
import { isNight, vietnamTime } from './emulator-clock.ts'
import { sendReceipt, showOnPhone, textContent } from './put-on-phone.ts'
import type { Switches } from './switches.ts'
import type { Article, Content, Person } from './world.ts'

const oldestIn = [12, 17, 24, 34, 44, 54, 64, Number.POSITIVE_INFINITY]
const groupOfAge = (age: number): number => oldestIn.findIndex((oldest) => age <= oldest)

type Encoding = Switches['targetEncoding']

/** Sources write the values as a number, a comma-joined string or an array: all are understood. */
const readValues = (value: unknown, name: string, most: number, encoding: Encoding): number[] => {
  const written = Array.isArray(value) ? 'list' : typeof value === 'number' ? 'number' : 'joined'
  if (encoding !== 'any' && encoding !== written) refuse(-201, `target.${name} is invalid`)
  const parts = Array.isArray(value) ? value : String(value).split(',')
  return parts.map((part) => {
    const number = Number(String(part).trim() || 'NaN')
    return Number.isInteger(number) && number >= 0 && number <= most
      ? number
      : refuse(-201, `target.${name} is invalid`)
  })
}

type Filter = { most: number; of: (person: Person) => number; all?: number }
const filters: Record<string, Filter> = {
  gender: { most: 2, of: ({ gender }) => gender, all: 0 },
  ages: { most: 7, of: ({ age }) => groupOfAge(age) },
  locations: { most: 2, of: ({ location }) => location },
  cities: { most: 63, of: ({ city }) => city },
  platform: { most: 3, of: ({ platform }) => platform },
  platforms: { most: 3, of: ({ platform }) => platform },
  telcos: { most: 4, of: ({ telco }) => telco },
}

const readTarget = (value: unknown, encoding: Encoding): ((person: Person) => boolean) => {
  const checks = Object.entries(asObject(value, 'target')).map(([name, wanted]) => {
    const filter = Object.hasOwn(filters, name) ? filters[name] : undefined
    if (filter === undefined) return refuse(-201, `target.${name} is invalid`)
    const values = readValues(wanted, name, filter.most, encoding)
    return (person: Person) =>
      values.includes(filter.of(person)) || (filter.all !== undefined && values.includes(filter.all))
  })
  return (person) => checks.every((check) => check(person))
}

const readArticle = ({ world, account, input }: ApiCall): Article => {
  const { strict } = world.switches
  const message = asObject(input['message'], 'message')
  onlyFields(strict, message, ['attachment'], 'message')
  const attachment = asObject(message['attachment'], 'attachment')
  onlyFields(strict, attachment, ['type', 'payload'], 'attachment')
  const payload = asObject(attachment['payload'], 'payload')
  onlyFields(strict, payload, ['template_type', 'elements'], 'payload')
  const elements = payload['elements']
  if (attachment['type'] !== 'template' || payload['template_type'] !== 'media' || !Array.isArray(elements)) {
    return refuse(-233, 'Only articles can be broadcast')
  }
  if (elements.length !== 1) return refuse(-201, 'elements must hold exactly one element')
  const element = asObject(elements[0], 'elements[0]')
  if (element['media_type'] !== 'article') return refuse(-233, 'Only articles can be broadcast')
  onlyFields(strict, element, ['media_type', 'attachment_id'], 'elements[0]')
  const article = [...world.articles.values()].find(({ id }) => id === element['attachment_id'])
  if (article === undefined || article.oaId !== account.oaId || article.pollsLeft >= 0) {
    return refuse(-201, 'attachment_id is invalid')
  }
  return article
}

const articleCard = ({ id, body }: Article): Content => ({
  ...textContent(''),
  kind: 'article',
  elements: [
    {
      title: String(body['title']),
      subtitle: String(body['description']),
      imageUrl: '',
      action: { type: 'oa.open.url', url: `https://rd.zapps.vn/detail/${id}` },
    },
  ],
})

/** Sends one article to every follower who fits the target, by day, as often in a month as the package allows. */
export const broadcast = (call: ApiCall, target: unknown): unknown => {
  const { world, account } = call
  const { switches } = world
  const fits = readTarget(target, switches.targetEncoding)
  const article = readArticle(call)
  if (switches.nightRefusesBroadcasts && isNight(world.now())) refuse(-234, 'Not allowed at night')
  const { day, month } = vietnamTime(world.now())
  const used = account.used.get(`broadcast:${month}`) ?? 0
  if (used >= account.broadcastsPerMonth) refuse(-211, 'Out of broadcasts this month')
  account.used.set(`broadcast:${month}`, used + 1)
  const readers = [...world.people.values()].filter(
    (one) =>
      one.oaId === account.oaId &&
      one.following &&
      one.refusal === undefined &&
      fits(one) &&
      !(switches.broadcastOncePerDay && one.broadcastDays.has(day)),
  )
  const messageId = world.ids.message()
  for (const person of readers) {
    person.broadcastDays.add(day)
    const message = showOnPhone(world, person, articleCard(article), { from: 'oa', id: messageId })
    call.after(() => sendReceipt(world, person, message))
  }
  return { message_id: messageId }
}
