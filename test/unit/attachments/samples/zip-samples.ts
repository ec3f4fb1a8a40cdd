import { crc32, deflateRawSync } from 'node:zlib'

type Entry = {
  readonly name: string
  readonly content: Uint8Array | string
  /** What the directory says instead of the truth. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
}

/** A ZIP file with deflated entries. */
export const makeZip = (entries: readonly Entry[]): Buffer => {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const entry of entries) {
    const content = Buffer.from(entry.content)
    const packed = deflateRawSync(content)
    const name = Buffer.from(entry.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(entry.encrypted === true ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(entry.claimedSize ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, packed])
    const central = Buffer.alloc(14)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, central, name]))
    bodies.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...bodies, central, end])
}

const contentTypes = (main: string): string =>
  `<?xml version="1.0"?><Types><Override PartName="/word/document.xml" ContentType="application/vnd.${main}"/></Types>`

/** A Word document, with more entries or another main type when asked. */
export const makeDocx = (more: readonly Entry[] = [], main?: string): Buffer =>
  makeZip([
    {
      name: '[Content_Types].xml',
      content: contentTypes(main ?? 'openxmlformats-officedocument.wordprocessingml.document.main+xml'),
    },
    { name: 'word/document.xml', content: '<w:document><w:t>Rác ở ngõ 12</w:t></w:document>' },
    ...more,
  ])
