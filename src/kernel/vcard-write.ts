import { CONTROLS } from './vcard.ts'
import type { Params, VCard, VCardProperty } from './vcard.ts'

/** So many octets fit into a line, without its end (RFC 2426 2.6, RFC 6350 3.2). */
const LINE = 75

/** A card as text, in the exact form of vCard 3.0 or 4.0. */
export function writeVCard({ version, properties }: VCard & { version: '3.0' | '4.0' }): string {
  const lines = ['BEGIN:VCARD', `VERSION:${version}`, ...properties.map(writeProperty), 'END:VCARD']
  return lines.map((line) => `${fold(line)}\r\n`).join('')
}

function writeProperty({ name, group, params, value }: VCardProperty): string {
  const head = group === undefined ? name : `${group}.${name}`
  const plain = value.replaceAll(/\r\n|\r|\n/g, String.raw`\n`).replaceAll(CONTROLS, '')
  return `${head}${writeParams(params)}:${plain}`
}

function writeParams(params: Params): string {
  return Object.entries(params)
    .filter(([, values]) => values.length > 0)
    .map(([name, values]) => `;${name}=${values.map(writeParam).join(',')}`)
    .join('')
}

/** Quotes and line ends cannot stand in a parameter; RFC 6868 writes them with a `^`. */
function writeParam(value: string): string {
  const safe = value
    .replaceAll('^', '^^')
    .replaceAll('"', "^'")
    .replaceAll(/\r\n|\r|\n/g, '^n')
    .replaceAll(CONTROLS, '')
  return /[,;:]/.test(safe) ? `"${safe}"` : safe
}

/** Breaks a line so that no character is cut; a line that goes on begins with a space, which counts. */
function fold(line: string): string {
  if (line.length <= LINE && ASCII.test(line)) return line
  const lines: string[] = []
  let [from, size] = [0, 0]
  for (let at = 0; at < line.length;) {
    const code = line.codePointAt(at) ?? 0
    const octets = code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4
    if (size + octets > LINE) {
      lines.push(line.slice(from, at))
      from = at
      size = 1
    }
    size += octets
    at += octets === 4 ? 2 : 1
  }
  return [...lines, line.slice(from)].join('\r\n ')
}

const ASCII = /^[\u0020-\u007E]*$/
