import { describe, expect, it } from 'vitest'
import { explainFailure } from '../../../src/cli/explain-failure.ts'
import { AppError } from '../../../src/kernel/errors.ts'

const coded = (code: string, more: object = {}) =>
  Object.assign(new Error('password=secret row (1, Hoa)'), { code, ...more })

describe('a failure', () => {
  it.each([
    ['a refused connection', new Error('drizzle params: Hoa', { cause: coded('ECONNREFUSED') }), 'nothing listens'],
    ['a wrong password', coded('28P01'), 'refuses user name or password'],
    ['several addresses', new AggregateError([coded('ENOTFOUND')]), 'host is not known'],
    ['a missing file', coded('ENOENT', { path: '/tmp/a b.csv' }), '/tmp/a b.csv is not there'],
    ['something else', coded('XX000'), 'XX000'],
    ['no error at all', 'boom', 'unknown'],
  ])('is one sentence without anything of the data: %s', (_what, error, part) => {
    const sentence = explainFailure(error)
    expect(sentence).toContain(part)
    expect(sentence).not.toMatch(/secret|Hoa|boom|\n/)
  })

  it('of ours is said as it was meant for people, with its field', () => {
    const error = new AppError('INVALID', 'not a login', { phrase: 'officers:loginForm', field: 'login' })
    expect(explainFailure(error)).toMatch(/\(login\)$/)
    expect(explainFailure(error)).not.toContain('not a login')
    expect(explainFailure(new AppError('UNAVAILABLE', 'The folder is in use.'))).toBe('The folder is in use.')
  })
})
