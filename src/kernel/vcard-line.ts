import type { VCardProperty } from './vcard.ts'

/** What stands before the value of an unfolded line; undefined when it is no line of a card. */
export interface LineHead {
  name: string
  group?: string
  params: Record<string, string[]>
  /** Where the value begins. */
  end: number
}

/**
 * Lines come as texts whose characters stand for bytes, because each may be in another set of characters. This one has
 * a character for every byte and is decoded quickly; `toBytes` goes back.
 */
export const BINARY = 'windows-1252'

/** Whether a line begins something, and is not the rest of a note that a program broke into lines. */
export function isLine(line: string): boolean {
  return /^(?:[\w-]+\.)?[\w-]+\s*[:;]/.test(line)
}

/** No name with its parameters is longer. */
const MOST = 4000
const ENCODINGS = /^(quoted-printable|base64|b|7bit|8bit)$/i
const VALUES = /^(url|uri|inline|content-id|cid)$/i

/** Reads name, group and parameters, also the bare words of vCard 2.1 (`TEL;WORK;VOICE:…`). */
export function readHead(line: string): LineHead | undefined {
  const end = endOfHead(line)
  if (end === undefined) return undefined
  const [full = '', ...words] = splitQuoted(line.slice(0, end), ';')
  const [, group, name] = /^(?:([\w-]+)\.)?([\w-]+)\s*$/.exec(full) ?? []
  if (name === undefined) return undefined
  const params: Record<string, string[]> = {}
  for (const word of words) {
    const [, key = bareKey(word), text = word] = /^\s*([\w-]+)\s*=(.*)$/s.exec(word) ?? []
    const values = splitQuoted(text, ',').map(readParam).filter(Boolean)
    params[key.toUpperCase()] = [...(params[key.toUpperCase()] ?? []), ...values]
  }
  return {
    name: name.toUpperCase(),
    ...(group === undefined ? {} : { group: group.toLowerCase() }),
    params,
    end: end + 1,
  }
}

/**
 * The property of an unfolded line whose characters are bytes. Quoted-printable and the character set are undone:
 * the value is text with the escapes of RFC 6350, or base64.
 */
export function readLine(line: string, version: string): VCardProperty | undefined {
  const head = readHead(line)
  if (!head) return undefined
  const { ENCODING: encodings = [], CHARSET: [charset] = [], ...params } = head.params
  const encoding = encodings[0]?.toLowerCase()
  const raw = line.slice(head.end)
  const { name, group } = head
  const whole = (value: string, more?: Record<string, string[]>): VCardProperty => ({
    name,
    ...(group === undefined ? {} : { group }),
    params: { ...decodeParams(params), ...more },
    value,
  })
  if (encoding === 'base64' || encoding === 'b') return whole(raw.replaceAll(/\s+/g, ''), { ENCODING: ['b'] })
  const bytes = encoding === 'quoted-printable' ? fromQuotedPrintable(raw) : raw
  const text = decode(bytes, charset).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
  return whole(version === '2.1' && FIELDS.has(name) ? withoutLists(text) : text)
}

/** vCard 2.1 knows no lists in fields: its commas are commas. */
const FIELDS = new Set(['N', 'ADR', 'ORG'])
const withoutLists = (text: string) =>
  text.replaceAll(/\\.|,/gs, (found) => (found === ',' ? String.raw`\,` : found))

function endOfHead(line: string): number | undefined {
  let quoted = false
  const last = Math.min(line.length, MOST)
  for (let at = 0; at < last; at++) {
    if (line[at] === '"') quoted = !quoted
    else if (line[at] === ':' && !quoted) return at
  }
  const first = line.indexOf(':')
  return quoted && first > 0 && first < MOST ? first : undefined
}

function splitQuoted(text: string, separator: string): string[] {
  const pieces: string[] = []
  let [from, quoted] = [0, false]
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') quoted = !quoted
    else if (text[at] === separator && !quoted) {
      pieces.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, text.slice(from)]
}

function readParam(text: string): string {
  // Bytes, not characters: \s would take half of one away.
  const bare = text.replaceAll(/^[ \t]+|[ \t]+$|"/g, '')
  return bare.replaceAll(/\^[n'^]/g, (found) => (found === '^n' ? '\n' : found === "^'" ? '"' : '^'))
}

function bareKey(word: string): string {
  const text = word.replaceAll(/[ \t]+/g, '')
  return ENCODINGS.test(text) ? 'ENCODING' : VALUES.test(text) ? 'VALUE' : 'TYPE'
}

function decodeParams(params: Record<string, string[]>): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(params).map(([name, values]) => [name, values.map((value) => decode(value))]),
  )
}

function fromQuotedPrintable(text: string): string {
  return text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
}

/** Text of bytes: what is valid UTF-8 is that, whatever it says of itself; then what it says; then Windows. */
function decode(bytes: string, charset?: string): string {
  const shifting = charset !== undefined && /^(iso-2022|hz)/i.test(charset)
  if (ASCII.test(bytes) && !shifting) return bytes
  const raw = toBytes(bytes)
  const orders = shifting ? [charset] : ['utf-8', ...(charset === undefined ? [] : [charset])]
  for (const label of orders) {
    try {
      return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(raw)
    } catch {
      // Not in this one, or one that nobody knows.
    }
  }
  return new TextDecoder(BINARY).decode(raw)
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (letter) => HIGH.get(letter) ?? letter.charCodeAt(0))
}

/** The characters that `BINARY` has for the bytes from 0x80 to 0x9F. */
const HIGH = new Map(
  Array.from(
    new TextDecoder(BINARY).decode(Uint8Array.from({ length: 32 }, (_, at) => at + 0x80)),
    (letter, at) => [letter, at + 0x80],
  ),
)

// oxlint-disable-next-line no-control-regex -- every byte below 0x80
const ASCII = /^[\u0000-\u007F]*$/
