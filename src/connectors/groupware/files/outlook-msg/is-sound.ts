/**
 * Whether a compound file ([MS-CFB]) is whole: its chains end, its folders are a tree, nothing says to be larger than the
 * file. What reads such files follows chains wherever they lead, so that a broken one, or one made for that, would keep
 * it for ever.
 */
export function isSound(bytes: Uint8Array): boolean {
  try {
    return isWhole(bytes)
  } catch {
    // A number that points behind the end.
    return false
  }
}

const END = -2
const NONE = -1
/** What is smaller lies in a stream of its own, in sectors of 64 bytes ([MS-CFB], 2.3). */
const SMALL = 4096
const SMALL_SECTOR = 64
const ENTRY = 128

function isWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sector = bytes[30] === 12 ? 4096 : 512
  const most = Math.ceil(bytes.length / sector)
  const int = (at: number) => view.getInt32(at, true)
  const placeOf = (number: number) => (number + 1) * sector
  const counts = [0x2c, 0x40, 0x48].map(int)
  if (counts.some((count) => count < 0 || count > most)) return false

  const table = tableOf({ int, placeOf, sector, most })
  const next = (number: number) => {
    const block = table[Math.floor(number / (sector / 4))]
    return block === undefined ? END : int(placeOf(block) + (number % (sector / 4)) * 4)
  }
  // No sector belongs to two chains: all of them together are no longer than the file.
  let left = Math.ceil(bytes.length / SMALL_SECTOR) + most
  const chain = (start: number, follow: (number: number) => number): number[] => {
    const found: number[] = []
    for (let at = start; at !== END; at = follow(at)) {
      if (at < 0 || left-- <= 0) throw new RangeError('a chain without an end')
      found.push(at)
    }
    return found
  }

  const directory = chain(int(0x30), next)
  const entries = directory.flatMap((number) =>
    Array.from({ length: sector / ENTRY }, (_, at) => placeOf(number) + at * ENTRY),
  )
  const small = int(0x3c) === END ? [] : chain(int(0x3c), next)
  const nextSmall = (number: number) => {
    const block = small[Math.floor(number / (sector / 4))]
    return block === undefined ? END : int(placeOf(block) + (number % (sector / 4)) * 4)
  }
  const root = entries[0]
  if (root === undefined || !isTree(entries, int)) return false
  const stream = chain(int(root + 116), next)
  return entries.every((at) => {
    const size = int(at + 120)
    if (view.getUint8(at + 66) !== 2 || size === 0) return true
    if (size < 0 || size > bytes.length) return false
    const [parts, unit] =
      size < SMALL ? [chain(int(at + 116), nextSmall), SMALL_SECTOR] : [chain(int(at + 116), next), sector]
    const inside = size < SMALL ? stream.length * sector : most * sector
    return parts.length * unit >= size && parts.every((number) => number * unit < inside)
  })
}

interface Reading {
  int: (at: number) => number
  placeOf: (number: number) => number
  sector: number
  most: number
}

/** The sectors that hold the table of chains; of a large file more than its head can name. */
function tableOf({ int, placeOf, sector, most }: Reading): number[] {
  const table = Array.from({ length: Math.min(109, int(0x2c)) }, (_, at) => int(0x4c + at * 4))
  let [block, left] = [int(0x44), int(0x48)]
  while (left > 0 && block >= 0) {
    for (let at = 0; at < sector / 4 - 1 && table.length < most; at++) {
      const number = int(placeOf(block) + at * 4)
      if (number < 0) break
      table.push(number)
    }
    block = int(placeOf(block) + sector - 4)
    left--
  }
  return table
}

/** Each entry is reached once at most, by what stands before, behind and in it. */
function isTree(entries: readonly number[], int: (at: number) => number): boolean {
  const seen = new Set<number>([0])
  const waiting = [int((entries[0] ?? 0) + 76)]
  while (waiting.length > 0) {
    const number = waiting.pop() ?? NONE
    if (number === NONE) continue
    const at = entries[number]
    if (at === undefined || seen.has(number)) return false
    seen.add(number)
    waiting.push(...[68, 72, 76].map((place) => int(at + place)))
  }
  return true
}
