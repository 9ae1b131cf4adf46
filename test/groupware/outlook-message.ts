import { burn } from '@kenjiuno/msgreader/lib/Burner.js'
import type { Entry } from '@kenjiuno/msgreader/lib/Burner.js'
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js'

// Message files of Outlook, made of their properties ([MS-OXMSG]).

type Value =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | { ansi: Uint8Array }
  | { float: number }
  | { list: string[] }

/** A property by its tag, or by its number in a set, or by its name among the public ones. */
export interface Property {
  tag?: number
  set?: string
  id?: number
  name?: string
  value: Value
}

export interface OutlookMessage {
  properties: Property[]
  recipients?: Property[][]
  attachments?: Property[][]
}

/** The bytes of such a file. */
export function outlookMessage({
  properties,
  recipients = [],
  attachments = [],
}: OutlookMessage): Uint8Array {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children: [] }]
  const names = nameTable(properties)
  const nameFolder = folder(entries, 0, '__nameid_version1.0')
  for (const [name, bytes] of names.streams) file(entries, nameFolder, name, bytes)
  put(entries, 0, properties, { head: 32, tagOf: names.tagOf })
  const plain = (property: Property) => property.tag ?? 0
  recipients.forEach((one, at) => {
    put(entries, folder(entries, 0, `__recip_version1.0_#${hex(at, 8)}`), one, { head: 8, tagOf: plain })
  })
  attachments.forEach((one, at) => {
    put(entries, folder(entries, 0, `__attach_version1.0_#${hex(at, 8)}`), one, { head: 8, tagOf: plain })
  })
  return burn(entries)
}

const hex = (number: number, digits: number) => number.toString(16).toUpperCase().padStart(digits, '0')

function folder(entries: Entry[], parent: number, name: string): number {
  entries.push({ name, type: TypeEnum.DIRECTORY, length: 0, children: [] })
  entries[parent]?.children?.push(entries.length - 1)
  return entries.length - 1
}

function file(entries: Entry[], parent: number, name: string, bytes: Uint8Array): void {
  entries.push({
    name,
    type: TypeEnum.DOCUMENT,
    length: bytes.length,
    binaryProvider: () => new Uint8Array(bytes),
  })
  entries[parent]?.children?.push(entries.length - 1)
}

/** What is small stands in one stream of all properties, the rest in a stream of its own. */
function put(
  entries: Entry[],
  parent: number,
  properties: readonly Property[],
  { head, tagOf }: { head: number; tagOf: (property: Property) => number },
): void {
  const rows = properties.map((property) => {
    const tag = tagOf(property)
    const { type, row, streams } = encode(property.value)
    for (const [ending, bytes] of streams) {
      file(entries, parent, `__substg1.0_${hex(tag, 4)}${hex(type, 4)}${ending}`, bytes)
    }
    const line = Buffer.alloc(16)
    line.writeUInt32LE(tag * 65_536 + type, 0)
    line.writeUInt32LE(6, 4)
    line.set(row, 8)
    return line
  })
  file(entries, parent, '__properties_version1.0', Buffer.concat([Buffer.alloc(head), ...rows]))
}

type Streams = [ending: string, bytes: Uint8Array][]

function encode(value: Value): { type: number; row: Uint8Array; streams: Streams } {
  const row = Buffer.alloc(8)
  const apart = (type: number, bytes: Uint8Array) => {
    row.writeUInt32LE(bytes.length, 0)
    return { type, row, streams: [['', bytes]] as Streams }
  }
  if (typeof value === 'string') return apart(0x00_1f, Buffer.from(value, 'utf16le'))
  if (value instanceof Uint8Array) return apart(0x01_02, value)
  if (typeof value === 'boolean') {
    row.writeUInt16LE(value ? 1 : 0, 0)
    return { type: 0x00_0b, row, streams: [] }
  }
  if (typeof value === 'number') {
    row.writeUInt32LE(value, 0)
    return { type: 0x00_03, row, streams: [] }
  }
  if (value instanceof Date) {
    row.writeBigUInt64LE((BigInt(value.getTime()) + 11_644_473_600_000n) * 10_000n, 0)
    return { type: 0x00_40, row, streams: [] }
  }
  if ('ansi' in value) return apart(0x00_1e, value.ansi)
  if ('float' in value) {
    row.writeDoubleLE(value.float, 0)
    return { type: 0x00_05, row, streams: [] }
  }
  const texts = value.list.map((text) => Buffer.from(`${text}\0`, 'utf16le'))
  const lengths = Buffer.alloc(texts.length * 4)
  texts.forEach((text, at) => lengths.writeUInt32LE(text.length, at * 4))
  row.writeUInt32LE(lengths.length, 0)
  const streams: Streams = [
    ['', lengths],
    ...texts.map((text, at): [string, Uint8Array] => [`-${hex(at, 8)}`, text]),
  ]
  return { type: 0x10_1f, row, streams }
}

/** Named properties get numbers from 0x8000 on, which a table explains ([MS-OXMSG], 2.2.3). */
function nameTable(properties: readonly Property[]) {
  const named = properties.filter(({ tag }) => tag === undefined)
  const sets = [...new Set(named.flatMap(({ set }) => (set === undefined ? [] : [set])))]
  const texts: Buffer[] = []
  const rows = named.map(({ set, id = 0, name }, at) => {
    const row = Buffer.alloc(8)
    if (name === undefined) {
      row.writeUInt32LE(id, 0)
      row.writeUInt16LE((sets.indexOf(set ?? '') + 3) * 2, 4)
    } else {
      row.writeUInt32LE(Buffer.concat(texts).length, 0)
      row.writeUInt16LE(2 * 2 + 1, 4)
      const text = Buffer.from(name, 'utf16le')
      const length = Buffer.alloc(4)
      length.writeUInt32LE(text.length, 0)
      texts.push(Buffer.concat([length, text, Buffer.alloc((4 - (text.length % 4)) % 4)]))
    }
    row.writeUInt16LE(at, 6)
    return row
  })
  const streams: [string, Uint8Array][] = [
    ['__substg1.0_00020102', Buffer.concat(sets.map(guid))],
    ['__substg1.0_00030102', Buffer.concat(rows)],
    ['__substg1.0_00040102', Buffer.concat(texts)],
  ]
  const tagOf = (property: Property) => property.tag ?? 0x80_00 + named.indexOf(property)
  return { streams, tagOf }
}

/** The first three parts of a GUID are written from behind. */
function guid(text: string): Buffer {
  const parts = text.split('-').map((part) => Buffer.from(part, 'hex'))
  return Buffer.concat(parts.map((part, at) => (at < 3 ? part.reverse() : part)))
}
