import type { Phone, SmsWorld } from './world.ts'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const frame = (title: string, body: string): string => `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:18px/1.5 sans-serif;max-width:26rem;margin:1rem auto;padding:0 1rem}li{list-style:none;margin:.5rem 0;
padding:.5rem .8rem;border-radius:.8rem;background:#eee;white-space:pre-wrap;overflow-wrap:anywhere}ul{padding:0}
li.person{background:#cde6ff;margin-left:3rem}small{color:#555}input,button{font:inherit;padding:.5rem}</style>
<h1>${escape(title)}</h1>${body}</html>`

/** All phones that were ever written to. */
export const phonesPage = ({ phones }: SmsWorld): string =>
  frame(
    'SMS',
    `<ul>${[...phones.values()]
      .map(
        ({ number, messages }) =>
          `<li><a href="/phone/${encodeURIComponent(number)}">${number}</a> (${messages.length})</li>`,
      )
      .join('')}</ul>`,
  )

/** One phone: its messages with their parts, and a line to answer by a digit. */
export const phonePage = ({ number, messages }: Phone): string =>
  frame(
    number,
    `<ul>${messages
      .map(
        ({ from, text, parts }) =>
          `<li class="${from}">${escape(text)}${from === 'gateway' ? `<br><small>${parts} phần</small>` : ''}</li>`,
      )
      .join('')}</ul>
<form method="post"><input name="text" aria-label="Trả lời" size="16" required> <button>Gửi</button></form>`,
  )
