import { parseArgs } from 'node:util'
import { UsageError, type Command, type Input } from './command.ts'

/** What was asked for on the line. */
export type Line =
  | { readonly kind: 'help'; readonly command: Command | undefined }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: Command; readonly input: Input; readonly isJson: boolean }

/** `--json` counts wherever it stands, also on a line that cannot be understood. */
export const asksForJson = (args: readonly string[]): boolean => {
  const end = args.indexOf('--')
  return (end === -1 ? args : args.slice(0, end)).includes('--json')
}

const isFlag = (arg: string): boolean => arg === '--json' || arg === '--help' || arg === '-h'

const find = (commands: readonly Command[], words: readonly string[]): Command | undefined =>
  commands.find(({ name }) => name === words.slice(0, 2).join(' ')) ?? commands.find(({ name }) => name === words[0])

const unknown = (commands: readonly Command[], words: readonly string[]): UsageError => {
  const [first = ''] = words
  const family = commands.filter(({ name }) => name.startsWith(`${first} `)).map(({ name }) => name)
  const said = words.slice(0, 2).join(' ')
  if (family.length > 0)
    return new UsageError(`There is ${family.map((name) => `"${name}"`).join(', ')}, but no "${said}".`)
  return new UsageError(`There is no command "${first}". \`nhip-cau --help\` shows them all.`)
}

const settingsOf = (command: Command) => ({
  json: { type: 'boolean' as const },
  help: { type: 'boolean' as const, short: 'h' },
  ...Object.fromEntries(
    Object.entries(command.options).map(([name, { type, multiple }]) => [name, { type, multiple: multiple ?? false }]),
  ),
})

const parse = (command: Command, args: readonly string[]) => {
  try {
    return parseArgs({ args: [...args], options: settingsOf(command), allowPositionals: true, strict: true })
  } catch (error) {
    const [first = ''] = (error instanceof Error ? error.message : '').split('. ')
    throw new UsageError(`${first.replace(/\.$/, '')}.`, command)
  }
}

const inputOf = (command: Command, values: Input['values'], words: readonly string[]): Input => {
  const missing = Object.entries(command.options)
    .filter(([name, { required }]) => required && (values[name] === undefined || values[name] === ''))
    .map(([name]) => `--${name}`)
  if (missing.length > 0) throw new UsageError(`${missing.join(', ')} must be given.`, command)
  if (command.words === undefined && words.length > 0) {
    throw new UsageError(`"${words[0] ?? ''}" is too much here. Put values with spaces in quotes.`, command)
  }
  if (command.words !== undefined && words.join('').trim() === '') {
    throw new UsageError(`${command.words} must be given.`, command)
  }
  return { values, words }
}

/** Reads the words behind `nhip-cau`. Throws UsageError for what cannot be understood. */
export const readLine = (commands: readonly Command[], args: readonly string[]): Line => {
  const lead = args.findIndex((arg) => !isFlag(arg))
  const before = lead === -1 ? args : args.slice(0, lead)
  const rest = lead === -1 ? [] : args.slice(lead)
  if (rest[0] === '--version' || rest[0] === '-v') return { kind: 'version' }
  const wantsHelp = before.some((arg) => arg !== '--json')
  const dash = rest.findIndex((arg) => arg.startsWith('-'))
  const words = dash === -1 ? rest : rest.slice(0, dash)
  if (words.length === 0 && rest.length === 0) return { kind: 'help', command: undefined }
  if (words[0] === 'help') return { kind: 'help', command: find(commands, words.slice(1)) }
  const command = find(commands, words)
  if (!command) {
    if (wantsHelp || rest.some((arg) => arg === '--help' || arg === '-h')) return { kind: 'help', command: undefined }
    throw unknown(commands, words.length > 0 ? words : rest)
  }
  const { values, positionals } = parse(command, rest.slice(command.name.split(' ').length))
  if (wantsHelp || values.help === true) return { kind: 'help', command }
  const given = values as Input['values']
  return { kind: 'run', command, input: inputOf(command, given, positionals), isJson: asksForJson(args) }
}
