import { html as template, raw as trusted } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Escaped markup. Nested pieces stay as they are; everything else is escaped once. */
export type Html = HtmlEscapedString
export type Piece = Html | string | number | false | null | undefined | readonly Piece[]

/** Markup from a template: values are escaped, pieces and lists of pieces nest. `false`, null and undefined show nothing. */
export const html = template as unknown as (strings: TemplateStringsArray, ...values: readonly Piece[]) => Html

/** Markup that we made ourselves and that holds nothing from outside, such as an SVG. */
export const raw = (markup: string): Html => trusted(markup)

/** Text with its line breaks. */
export const paragraphs = (text: string): Html =>
  html`${text
    .split(/\n{2,}/)
    .map((block) => html`<p>${block.split('\n').map((line, index) => html`${index > 0 && html`<br />`}${line}`)}</p>`)}`
