import Reader from '@kenjiuno/msgreader'
import type { FieldsData } from '@kenjiuno/msgreader'
import iconv from 'iconv-lite'
import { isSound } from './is-sound.ts'

/** What an Outlook message file says, property by property ([MS-OXMSG], [MS-OXPROPS]). */
export interface Msg {
  fields: FieldsData
  /** A property by its tag, such as `0x0037` for the subject. */
  text: (tag: number) => string
  number: (tag: number) => number | undefined
  time: (tag: number) => number | undefined
  /** A property that has a name in a set instead of a tag of its own. */
  named: (set: PropertySet, id: number) => unknown
  categories: () => string[]
  /** The bytes of an attachment. */
  bytesOf: (attachment: FieldsData) => Uint8Array
}

/** The sets of named properties ([MS-OXPROPS], 1.3.2). */
export const SETS = {
  appointment: '00062002-0000-0000-c000-000000000046',
  task: '00062003-0000-0000-c000-000000000046',
  address: '00062004-0000-0000-c000-000000000046',
  common: '00062008-0000-0000-c000-000000000046',
  meeting: '6ed8da90-450b-101b-98da-00aa003f1305',
} as const
export type PropertySet = (typeof SETS)[keyof typeof SETS]

/** The first bytes of every compound file ([MS-CFB], 2.2). */
const SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

export function isMsg(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte)
}

/** Opens the bytes of a file; undefined when nobody can read them. */
export function openMsg(bytes: Uint8Array): Msg | undefined {
  if (!isSound(bytes)) return undefined
  try {
    const codepage = read(bytes, undefined)?.fields.messageCodepage
    const found = read(bytes, codepage)
    return found && msgOf(found.reader, found.fields)
  } catch {
    return undefined
  }
}

type MsgReader = InstanceType<typeof Reader.default>
// It is CommonJS: its class stands under `default` once more, unless whoever loads it has looked inside already.
const MsgReaderClass =
  (Reader as { default?: typeof Reader.default }).default ?? (Reader as unknown as typeof Reader.default)

/** Older files are written in the letters of one code page, which they name inside. */
function read(
  bytes: Uint8Array,
  codepage: number | undefined,
): { reader: MsgReader; fields: FieldsData } | undefined {
  const reader = new MsgReaderClass(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  const name =
    codepage === undefined || codepage === 1200 ? '' : codepage === 65_001 ? 'utf8' : `cp${codepage}`
  const ansiEncoding = name !== '' && iconv.encodingExists(name) ? name : 'cp1252'
  reader.parserConfig = { includeRawProps: true, ansiEncoding }
  const fields = reader.getFileData()
  return fields.dataType === 'msg' ? { reader, fields } : undefined
}

function msgOf(reader: MsgReader, fields: FieldsData): Msg {
  const raw = (fields.rawProps ?? []) as {
    propertyTag?: string
    propertySet?: string
    propertyLid?: string | number
    propertyName?: string
    value?: unknown
  }[]
  const byTag = new Map(
    raw.map(({ propertyTag = '', value }) => [Number.parseInt(propertyTag.slice(0, 4), 16), value]),
  )
  const byName = new Map(
    raw.map(({ propertySet = '', propertyLid, value }) => [
      `${propertySet.toLowerCase()} ${Number.parseInt(String(propertyLid), 16)}`,
      value,
    ]),
  )
  return {
    fields,
    text: (tag) => textOf(byTag.get(tag)),
    number: (tag) => numberOf(byTag.get(tag)),
    time: (tag) => timeOf(byTag.get(tag)),
    named: (set, id) => byName.get(`${set} ${id}`),
    categories: () =>
      listOf(raw.filter(({ propertyName }) => propertyName === 'Keywords').map(({ value }) => value)),
    bytesOf: (attachment) => new Uint8Array(reader.getAttachment(attachment).content ?? []),
  }
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll(/\r\n?/g, '\n').replaceAll('\0', '').trim() : ''
}

/** Whole numbers, and those with a fraction, which come as their eight bytes. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (!(value instanceof Uint8Array) || value.length !== 8) return undefined
  return new DataView(value.buffer, value.byteOffset, 8).getFloat64(0, true)
}

/** Milliseconds since 1970; undefined for none, which Outlook writes as a day in 4501. */
export function timeOf(value: unknown): number | undefined {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) || at > Date.UTC(4500, 0, 1) || at < Date.UTC(1700, 0, 1) ? undefined : at
}

/** A list comes as its lengths and then text by text ([MS-OXMSG], 2.1.4.2). */
function listOf(values: readonly unknown[]): string[] {
  const parts = values.filter((value) => value instanceof Uint8Array)
  const lengths = parts.findIndex((part, at) => tellsLengths(part, parts.toSpliced(at, 1)))
  return parts
    .toSpliced(lengths, lengths < 0 ? 0 : 1)
    .map((part) => iconv.decode(Buffer.from(part), 'utf16le').replace(/\0+$/, '').trim())
    .filter((text) => text !== '' && !/\p{Cc}/u.test(text))
}

/** Whether a part is the lengths of the others, one of which may be what stands among the short properties. */
function tellsLengths(part: Uint8Array, others: readonly Uint8Array[]): boolean {
  if (part.length === 0 || part.length % 4 !== 0) return false
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength)
  const left = others.map(({ length }) => length)
  for (let at = 0; at < part.length; at += 4) {
    const place = left.indexOf(view.getUint32(at, true))
    if (place < 0) return false
    left.splice(place, 1)
  }
  return left.every((length) => length === 8) && left.length <= 1
}
