const bytes = (text: string): Buffer => Buffer.from(text, 'utf8')

/** Bodies that no platform sends and anyone may post: nothing that can be answered. */
export const hostileBodies: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array()],
  ['no JSON', bytes('xin chào')],
  ['half of a JSON', bytes('{"message":{"text":"a')],
  ['null', bytes('null')],
  ['a number', bytes('42')],
  ['a list', bytes('[]')],
  ['an empty object', bytes('{}')],
  ['an unknown event', bytes('{"event_name":"user_does_something_new","timestamp":"1","update_id":1,"new_kind":{}}')],
  ['fields of other types', bytes('{"event_name":[],"sender":7,"message":"x","timestamp":{},"update_id":"y"}')],
  ['a prototype', bytes('{"__proto__":{"event_name":"user_send_text"},"constructor":1}')],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])],
  ['a thousand brackets', bytes('['.repeat(1000))],
  [
    'an absurd time',
    bytes('{"event_name":"user_does_something_new","timestamp":"99999999999999999999","update_id":1e99}'),
  ],
]
