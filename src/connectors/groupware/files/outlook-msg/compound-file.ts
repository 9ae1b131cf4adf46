/** What a compound file holds: files by their names, and folders of them. */
export interface CompoundFolder {
  [name: string]: Uint8Array | CompoundFolder
}

const SECTOR = 512
const SMALL_SECTOR = 64
/** What is smaller lies in a stream of its own, in sectors of 64 bytes ([MS-CFB], 2.3). */
const SMALL = 4096
const ENTRY = 128
/** Numbers in one sector. */
const PER_SECTOR = SECTOR / 4
/** Sectors of the table of chains that the head of the file can name. */
const IN_HEAD = 109

const END = -2
const NONE = -1
const TABLE = -3
const TABLE_OF_TABLE = -4

interface Entry {
  name: string
  kind: 'root' | 'folder' | 'file'
  bytes: Uint8Array
  red: boolean
  left: number
  right: number
  child: number
}

/** The bytes of a compound file ([MS-CFB], version 3), as Outlook keeps messages in; `kind` is the class of its root. */
export function compoundFile(root: CompoundFolder, kind: Uint8Array): Uint8Array {
  const entries = entriesOf(root)
  const small = entries.filter(({ bytes }) => bytes.length > 0 && bytes.length < SMALL)
  const large = entries.filter(({ bytes }) => bytes.length >= SMALL)
  const smallSectors = small.map(({ bytes }) => Math.ceil(bytes.length / SMALL_SECTOR))
  const smallSize = sumOf(smallSectors) * SMALL_SECTOR

  // One after the other: the table of chains and what of it the head has no room for, the directory, the table of the
  // small sectors, these themselves, and everything large.
  const sizes = [entries.length * ENTRY, (smallSize / SMALL_SECTOR) * 4, smallSize]
  const parts = [...sizes, ...large.map(({ bytes }) => bytes.length)].map((size) => Math.ceil(size / SECTOR))
  const { table, beyond } = tableSize(sumOf(parts))
  const starts = startsOf(parts, table + beyond)
  const [directoryAt = 0, smallTableAt = 0, smallAt = 0, ...largeAt] = starts
  const chains = chainsOf(parts, starts, table)
  chains.fill(TABLE, 0, table).fill(TABLE_OF_TABLE, table, table + beyond)

  const file = Buffer.alloc((table + beyond + sumOf(parts) + 1) * SECTOR)
  const smallTable = { at: smallSize > 0 ? smallTableAt : END, count: parts[1] ?? 0 }
  writeHead(file, { table, beyond, directoryAt, smallTable })
  writeNumbers(file, placeOf(0), chains)
  writeBeyond(file, placeOf(table), { table, beyond })
  const smallStarts = startsOf(smallSectors, 0)
  if (smallSize > 0)
    writeNumbers(file, placeOf(smallTableAt), chainsOf(smallSectors, smallStarts, smallTable.count))

  const starting = new Map<Entry, number>()
  small.forEach((entry, at) => {
    starting.set(entry, smallStarts[at] ?? 0)
    file.set(entry.bytes, placeOf(smallAt) + (smallStarts[at] ?? 0) * SMALL_SECTOR)
  })
  large.forEach((entry, at) => {
    starting.set(entry, largeAt[at] ?? 0)
    file.set(entry.bytes, placeOf(largeAt[at] ?? 0))
  })
  const directory = file.subarray(placeOf(directoryAt))
  entries.forEach((entry, at) => {
    const none = entry.kind === 'folder' ? 0 : END
    const place = { start: starting.get(entry) ?? none, size: entry.bytes.length }
    writeEntry(directory.subarray(at * ENTRY), entry, place)
  })
  directory.set(kind, 80)
  // All small files lie in what the root itself holds.
  writeNumbers(directory, 116, [smallSize > 0 ? smallAt : END, smallSize])
  for (let at = entries.length; at < (parts[0] ?? 0) * (SECTOR / ENTRY); at++)
    writeNumbers(directory, at * ENTRY + 68, [NONE, NONE, NONE])
  return file
}

const placeOf = (sector: number) => (sector + 1) * SECTOR
const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0)

/** All of it in one list, each folder with the tree of what is in it ([MS-CFB], 2.6.4). */
function entriesOf(root: CompoundFolder): Entry[] {
  const entries: Entry[] = []
  const add = (name: string, kind: Entry['kind'], bytes: Uint8Array = new Uint8Array()) => {
    entries.push({ name, kind, bytes, red: false, left: NONE, right: NONE, child: NONE })
    return entries.length - 1
  }
  const fill = (parent: number, folder: CompoundFolder) => {
    const inside = Object.entries(folder)
      .sort(([a], [b]) => a.length - b.length || (a.toUpperCase() < b.toUpperCase() ? -1 : 1))
      .map(([name, what]) => {
        if (what instanceof Uint8Array) return add(name, 'file', what)
        const at = add(name, 'folder')
        fill(at, what)
        return at
      })
    const entry = entries[parent]
    if (entry) entry.child = treeOf(entries, inside)
  }
  fill(add('Root Entry', 'root'), root)
  return entries
}

/** A tree in which all ways down are equally long but for the last step, which is red: so its colours are right. */
function treeOf(entries: readonly Entry[], inside: readonly number[]): number {
  const last = Math.floor(Math.log2(inside.length))
  const isFull = inside.length === 2 ** (last + 1) - 1
  const build = (from: number, to: number, depth: number): number => {
    if (from >= to) return NONE
    const middle = Math.floor((from + to) / 2)
    const number = inside[middle] ?? NONE
    const entry = entries[number]
    if (entry) {
      entry.red = depth === last && depth > 0 && !isFull
      entry.left = build(from, middle, depth + 1)
      entry.right = build(middle + 1, to, depth + 1)
    }
    return number
  }
  return build(0, inside.length, 0)
}

/** How many sectors the table of all chains takes, itself included, and how many more to say where it lies. */
function tableSize(others: number): { table: number; beyond: number } {
  for (let table = 1; ; table++) {
    const beyond = Math.ceil(Math.max(0, table - IN_HEAD) / (PER_SECTOR - 1))
    if (others + table + beyond <= table * PER_SECTOR) return { table, beyond }
  }
}

function startsOf(counts: readonly number[], first: number): number[] {
  let next = first
  return counts.map((count) => {
    const start = next
    next += count
    return start
  })
}

/** Of each sector the one behind it, as many sectors as the table itself takes. */
function chainsOf(counts: readonly number[], starts: readonly number[], sectors: number): Int32Array {
  const chains = new Int32Array(sectors * PER_SECTOR).fill(NONE)
  counts.forEach((count, part) => {
    const start = starts[part] ?? 0
    for (let at = 0; at < count; at++) chains[start + at] = at === count - 1 ? END : start + at + 1
  })
  return chains
}

interface Head {
  table: number
  beyond: number
  directoryAt: number
  smallTable: { at: number; count: number }
}

/** [MS-CFB], 2.2. */
function writeHead(file: Buffer, { table, beyond, directoryAt, smallTable }: Head): void {
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const shorts = [0x3e, 3, 0xff_fe, 9, 6]
  shorts.forEach((value, at) => file.writeUInt16LE(value, 0x18 + at * 2))
  const { at: small, count } = smallTable
  const list = [table, directoryAt, 0, SMALL, small, count, beyond > 0 ? table : END, beyond]
  writeNumbers(file, 0x2c, list)
  const named = Array.from({ length: IN_HEAD }, (_, at) => (at < table ? at : NONE))
  writeNumbers(file, 0x4c, named)
}

/** The sectors of the table that the head does not name, each sector of this list with where the next one lies. */
function writeBeyond(file: Buffer, place: number, { table, beyond }: Pick<Head, 'table' | 'beyond'>): void {
  for (let sector = 0; sector < beyond; sector++) {
    const from = IN_HEAD + sector * (PER_SECTOR - 1)
    const named = Array.from({ length: PER_SECTOR - 1 }, (_, at) => (from + at < table ? from + at : NONE))
    const next = sector === beyond - 1 ? END : table + sector + 1
    writeNumbers(file, place + sector * SECTOR, [...named, next])
  }
}

/** [MS-CFB], 2.6.1. */
function writeEntry(into: Buffer, entry: Entry, { start, size }: { start: number; size: number }): void {
  const { name, kind, red, left, right, child } = entry
  into.write(name, 'utf16le')
  into.writeUInt16LE((name.length + 1) * 2, 64)
  into.set([{ folder: 1, file: 2, root: 5 }[kind], red ? 0 : 1], 66)
  writeNumbers(into, 68, [left, right, child])
  writeNumbers(into, 116, [start, size])
}

function writeNumbers(file: Buffer, place: number, numbers: ArrayLike<number>): void {
  for (let at = 0; at < numbers.length; at++) file.writeInt32LE(numbers[at] ?? NONE, place + at * 4)
}
