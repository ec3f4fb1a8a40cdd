import type { Command } from './command.ts'
import { columns } from './columns.ts'

const optionText = (name: string, { value, multiple }: Command['options'][string]): string =>
  `--${name}${value === undefined ? '' : ` ${value}`}${multiple === true ? ' …' : ''}`

/** `nhip-cau backup --to FILE [--passphrase-file FILE] [--json]` */
export const usageOf = (command: Command): string => {
  const options = Object.entries(command.options).map(([name, option]) =>
    option.required === true ? optionText(name, option) : `[${optionText(name, option)}]`,
  )
  const words = command.words === undefined ? [] : [command.words]
  return ['nhip-cau', command.name, ...words, ...options, '[--json]'].join(' ')
}

/** The help of one command, or of all. */
export const helpOf = (commands: readonly Command[], command: Command | undefined): string => {
  if (command) {
    const options = [
      ...Object.entries(command.options).map(([name, option]) => [`  ${optionText(name, option)}`, option.about]),
      ['  --json', 'one JSON object, for programs'],
    ]
    return [`${command.name}: ${command.about}`, '', usageOf(command), '', ...columns(options)].join('\n')
  }
  return [
    'Nhịp Cầu: administration without a browser',
    '',
    ...columns(commands.map(({ name, about }) => [`  nhip-cau ${name}`, about])),
    '',
    '`nhip-cau <command> --help` tells more. Every command takes --json: one JSON object, errors as {"error": …}.',
    'Settings come from the environment and from .env, as for the service. Status: 0 done, 1 not done, 2 not understood.',
  ].join('\n')
}
