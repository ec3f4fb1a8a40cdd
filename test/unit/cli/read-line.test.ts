import { describe, expect, it } from 'vitest'
import { commands } from '../../../src/cli/commands.ts'
import { asksForJson, readLine } from '../../../src/cli/read-line.ts'
import { helpOf, usageOf } from '../../../src/cli/help.ts'

const read = (line: string) => readLine(commands, line === '' ? [] : line.split(' '))

describe('a line', () => {
  it('names a command of one or two words, with its values', () => {
    const line = read('officer add --name Hoa --role front_officer --role approver --unit 00082 --json')
    expect(line).toMatchObject({
      kind: 'run',
      isJson: true,
      command: { name: 'officer add' },
      input: { values: { name: 'Hoa', role: ['front_officer', 'approver'], unit: '00082' }, words: [] },
    })
    expect(read('--json officer list')).toMatchObject({ kind: 'run', isJson: true, command: { name: 'officer list' } })
  })

  it('takes words that stand without a dash', () => {
    expect(read('units search p. cua nam --limit 3')).toMatchObject({
      input: { words: ['p.', 'cua', 'nam'], values: { limit: '3' } },
    })
  })

  it.each(['', '--help', '-h', 'help', '--json', 'nothing --help'])('shows everything for "%s"', (line) => {
    expect(read(line)).toEqual({ kind: 'help', command: undefined })
  })

  it.each(['backup --help', '--help backup', 'help backup', 'backup -h'])('explains one command for "%s"', (line) => {
    expect(read(line)).toMatchObject({ kind: 'help', command: { name: 'backup' } })
  })

  it.each([
    ['fly', 'no command "fly"'],
    ['officer', '"officer add"'],
    ['officer fire --officer x', 'no "officer fire"'],
    ['officer add --name Hoa', '--role must be given'],
    ['officer add --name Hoa --role admin --unti 1', "'--unti'"],
    ['officer token --officer', '--officer'],
    ['backup --to x y', '"y" is too much'],
    ['verify', 'CODE|FILE must be given'],
    ['doctor --online=yes', '--online'],
    ['--frobnicate', '--frobnicate'],
  ])('is refused with the reason: %s', (line, reason) => {
    expect(() => read(line)).toThrow(reason)
  })

  it('is for a program wherever --json stands, but not behind --', () => {
    expect(asksForJson(['fly', '--json'])).toBe(true)
    expect(asksForJson(['units', 'search', '--', '--json'])).toBe(false)
  })
})

describe('the help', () => {
  it('names every command and every option of one', () => {
    const all = helpOf(commands, undefined)
    for (const { name, about } of commands) {
      expect(all).toContain(`nhip-cau ${name}`)
      expect(all).toContain(about)
    }
    for (const command of commands) {
      const text = helpOf(commands, command)
      for (const name of Object.keys(command.options)) expect(text).toContain(`--${name}`)
    }
  })

  it('shows what must be given and what may', () => {
    const backup = commands.find(({ name }) => name === 'backup')
    expect(backup && usageOf(backup)).toBe('nhip-cau backup --to FILE [--passphrase-file FILE] [--json]')
  })
})
