import { foldLine } from './fold-line.ts'
import { CONTROLS } from './vcard.ts'
import type { Params, VCard, VCardProperty } from './vcard.ts'

/** A card as text, in the exact form of vCard 3.0 or 4.0. */
export function writeVCard({ version, properties }: VCard & { version: '3.0' | '4.0' }): string {
  const lines = ['BEGIN:VCARD', `VERSION:${version}`, ...properties.map(writeProperty), 'END:VCARD']
  return lines.map((line) => `${foldLine(line)}\r\n`).join('')
}

/** One line of a card or a calendar, not folded. */
export function writeProperty({ name, group, params, value }: VCardProperty): string {
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
