import type { CompoundFolder } from './compound-file.ts'

/** What a property of a message says; text, bytes, a number, yes or no, an instant. */
export type PropertyValue = string | number | boolean | Uint8Array | Date

/** Properties by their tags ([MS-OXPROPS]); what is undefined is left out. */
export type Properties = Record<number, PropertyValue | undefined>

/**
 * Properties as the files of a folder ([MS-OXMSG], 2.4): small ones stand in one table behind its `head`, longer ones in
 * files of their own.
 */
export function propertyFiles(properties: Properties, head: Uint8Array): CompoundFolder {
  const rows: Uint8Array[] = [head]
  const files: CompoundFolder = {}
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue
    const tag = Number(name)
    const { type, short, long } = encoded(value)
    const row = Buffer.alloc(16)
    row.writeUInt16LE(type, 0)
    row.writeUInt16LE(tag, 2)
    // It can be read and written.
    row.writeUInt32LE(6, 4)
    row.set(short, 8)
    rows.push(row)
    if (long) files[`__substg1.0_${hex(tag)}${hex(type)}`] = long
  }
  return { ...files, '__properties_version1.0': Buffer.concat(rows) }
}

const hex = (number: number) => number.toString(16).toUpperCase().padStart(4, '0')

/** [MS-OXCDATA], 2.11.1: the kind of a value, what stands in its row, and what stands apart. */
function encoded(value: PropertyValue): { type: number; short: Uint8Array; long?: Uint8Array } {
  const short = Buffer.alloc(8)
  if (typeof value === 'string') {
    const long = Buffer.from(value.toWellFormed().replaceAll('\0', ''), 'utf16le')
    // The end that it does not have is counted all the same.
    short.writeUInt32LE(long.length + 2)
    return { type: 0x00_1f, short, long }
  }
  if (value instanceof Uint8Array) {
    short.writeUInt32LE(value.length)
    return { type: 0x01_02, short, long: value }
  }
  if (value instanceof Date) {
    short.writeBigUInt64LE((BigInt(value.getTime()) + SINCE_1601) * 10_000n)
    return { type: 0x00_40, short }
  }
  if (typeof value === 'boolean') short.writeUInt16LE(value ? 1 : 0)
  else short.writeInt32LE(value)
  return { type: typeof value === 'boolean' ? 0x00_0b : 0x00_03, short }
}

/** Milliseconds from 1601, from where Windows counts, to 1970. */
const SINCE_1601 = 11_644_473_600_000n
