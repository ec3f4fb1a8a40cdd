import { badRequest, value, type Failure, type Read } from './outcome.ts'

export type FieldType = 'chat' | 'integer' | 'number' | 'boolean' | 'string' | 'object' | 'array' | 'file' | 'any'

export type Field = {
  type: FieldType
  required?: true
  min?: number
  max?: number
  /** Longest string, in UTF-16 units. */
  longest?: number
  values?: readonly string[]
  shape?: Shape
  items?: Field
  /** Bot API 10.3 knows it, this emulator does not play it: the call is refused with this sentence. */
  refused?: string
}

export type Shape = Readonly<Record<string, Field>>

type Value = string | number | boolean | object | null | undefined

const expected = (name: string, what: string): Failure => badRequest(`Field "${name}" must be of type ${what}`)

const decode = (name: string, text: string, type: 'object' | 'array'): Read<Value> => {
  try {
    return value(JSON.parse(text) as Value)
  } catch {
    return badRequest(`can't parse ${name.replaceAll('_', ' ')} JSON ${type}`)
  }
}

/** A form body carries words only; they become what the field asks for, or stay as they are and are refused later. */
const fromForm = (field: Field, text: string): Value => {
  if (field.type === 'integer' || field.type === 'number') return /^-?\d+(\.\d+)?$/u.test(text) ? Number(text) : text
  if (field.type !== 'boolean') return text
  const word = text.toLowerCase()
  if (['true', '1', 'yes'].includes(word)) return true
  return ['false', '0', 'no'].includes(word) ? false : text
}

const checkNumber = (name: string, field: Field, given: Value): Failure | undefined => {
  if (typeof given !== 'number' || !Number.isFinite(given)) return expected(name, 'Number')
  if (field.type === 'integer' && !Number.isSafeInteger(given)) return expected(name, 'Integer')
  if ((field.min !== undefined && given < field.min) || (field.max !== undefined && given > field.max))
    return badRequest(`Field "${name}" must be between ${field.min ?? '-∞'} and ${field.max ?? '∞'}`)
  return undefined
}

const checkString = (name: string, field: Field, given: Value): Failure | undefined => {
  if (typeof given !== 'string') return expected(name, 'String')
  if (!given.isWellFormed()) return badRequest('strings must be encoded in UTF-8')
  if (field.values !== undefined && !field.values.includes(given))
    return badRequest(`wrong parameter ${name} in request: "${given}"`)
  if (field.longest !== undefined && given.length > field.longest) return badRequest(`${name} is too long`)
  return undefined
}

const checkChat = (given: Value): Failure | undefined => {
  if (given === '') return badRequest('chat_id is empty')
  if (typeof given === 'number' && Number.isSafeInteger(given)) return undefined
  if (typeof given === 'string' && /^(-?\d{1,16}|@\w{4,32})$/u.test(given)) return undefined
  return badRequest('chat identifier must be a valid Integer')
}

/** Checks one value; objects and arrays that came as JSON text are answered in decoded form. */
export const checkField = (name: string, field: Field, given: Value): Read<Value> | Failure => {
  if (field.refused !== undefined) return badRequest(field.refused)
  let failure: Failure | undefined
  if (field.type === 'string') failure = checkString(name, field, given)
  else if (field.type === 'chat') failure = checkChat(given)
  else if (field.type === 'integer' || field.type === 'number') failure = checkNumber(name, field, given)
  else if (field.type === 'boolean') failure = typeof given === 'boolean' ? undefined : expected(name, 'Boolean')
  else if (field.type === 'file')
    failure = typeof given === 'string' && given !== '' ? undefined : expected(name, 'String')
  else if (field.type === 'array' || field.type === 'object') return checkNested(name, field, field.type, given)
  return failure ?? value(given)
}

const checkNested = (name: string, field: Field, type: 'object' | 'array', given: Value): Read<Value> | Failure => {
  const read = typeof given === 'string' ? decode(name, given, type) : value<Value>(given)
  if (!read.ok) return read
  const nested = read.value
  if (type === 'array') {
    if (!Array.isArray(nested)) return expected(name, 'Array')
    const { items } = field
    if (items === undefined) return read
    const failure = (nested as Value[])
      .map((item) =>
        typeof item === 'string' && items.type === 'object' ? expected(name, 'Object') : checkField(name, items, item),
      )
      .find((item) => !item.ok)
    return failure ?? read
  }
  if (typeof nested !== 'object' || nested === null || Array.isArray(nested)) return expected(name, 'Object')
  const failure = field.shape === undefined ? undefined : checkShape(name, field.shape, nested)
  return failure ?? read
}

/** Checks an object against its shape; the first fault wins. */
export const checkShape = (of: string, shape: Shape, given: object): Failure | undefined => {
  for (const [name, item] of Object.entries(given) as [string, Value][]) {
    const field = shape[name]
    if (field === undefined) return badRequest(`unknown field "${name}" in ${of}`)
    const checked = checkField(name, field, item)
    if (!checked.ok) return checked
  }
  for (const name in shape)
    if (shape[name]?.required === true && !Object.hasOwn(given, name)) return badRequest(`Can't find field "${name}"`)
  return undefined
}

/** Checks and decodes the parameters of a call. `asForm` says that all values came as words. */
export const readParams = (
  method: string,
  shape: Shape,
  given: Record<string, unknown>,
  asForm: boolean,
  files: ReadonlyMap<string, unknown>,
): Read<Record<string, unknown>> => {
  for (const name in given) {
    const field = shape[name]
    // Clients may repeat the method's name in the body, and telegraf does in its uploads.
    if (name === 'method' && given[name] === method) continue
    if (field === undefined) return badRequest(`unknown parameter "${name}" of ${method}`)
    const raw = given[name] as Value
    const checked = checkField(name, field, asForm && typeof raw === 'string' ? fromForm(field, raw) : raw)
    if (!checked.ok) return checked
    if (checked.value !== raw) given[name] = checked.value
  }
  for (const name of files.keys()) {
    const attached = Object.values(given).includes(`attach://${name}`)
    if (shape[name]?.type !== 'file' && !attached) return badRequest(`unknown parameter "${name}" of ${method}`)
  }
  for (const name in shape)
    if (shape[name]?.required === true && given[name] === undefined && !files.has(name))
      return badRequest(name === 'chat_id' ? 'chat_id is empty' : `parameter "${name}" is required`)
  return value(given)
}
