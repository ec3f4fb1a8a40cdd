import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readFormWord } from '../../../../src/conversation/topics/form-words.ts'
import { readWord } from '../../../../src/conversation/words/read-word.ts'

// A word that a text tells people to send, and that nothing understands, leaves them alone with it.
const told = /(?:nhắn|Nhắn|[Ss]end|[Tt]ext) ([A-Z]{3,})\b/gu
/** Ways of sending, not words to send. */
const notWords = new Set(['SMS', 'OTP', 'PIN'])

test.each(['vi', 'en'])('every word that a text in %s tells people to send is understood', (locale) => {
  const folder = new URL(`../../../../locales/${locale}/`, import.meta.url)
  const lost: string[] = []
  let seen = 0
  for (const file of readdirSync(folder)) {
    const texts = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Record<string, string>
    for (const [key, text] of Object.entries(texts)) {
      for (const [, word = ''] of text.matchAll(told)) {
        if (notWords.has(word)) continue
        seen += 1
        if (readWord(word)?.kind !== 'command' && readFormWord(word) === null) lost.push(`${file} ${key}: ${word}`)
      }
    }
  }
  expect(lost).toEqual([])
  expect(seen).toBeGreaterThan(20)
})
