import { expect, test } from 'vitest'
import { html, paragraphs, raw } from '../../../src/console/html.ts'

test('what comes from outside is escaped once, in text and in attributes', () => {
  const evil = `<script>alert("1")</script> & 'x'`
  const page = String(html`<p title="${evil}">${evil}</p>`)
  expect(page).not.toContain('<script>')
  expect(page).toContain('&lt;script&gt;alert(&quot;1&quot;)')
  expect(page).not.toContain('&amp;lt;')
})

test('pieces, lists of pieces and conditions nest; false and null show nothing', () => {
  const page = String(
    html`<ul>
      ${['a<', 'b'].map((one) => html`<li>${one}</li>`)}${false}${null}${undefined}${0}
    </ul>`,
  )
  expect(page.replaceAll(/\s+/g, '')).toBe('<ul><li>a&lt;</li><li>b</li>0</ul>')
})

test('lines become breaks and empty lines paragraphs, and nothing of the text is markup', () => {
  expect(String(paragraphs('một\nhai\n\n<b>ba</b>'))).toBe('<p>một<br />hai</p><p>&lt;b&gt;ba&lt;/b&gt;</p>')
})

test('only what we mark ourselves goes through as it is', () => {
  expect(String(html`${raw('<svg></svg>')}`)).toBe('<svg></svg>')
})
