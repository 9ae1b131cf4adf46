import type { XmlElement } from '#kernel/read-xml.ts'
import { refusal } from './refusal.ts'

/** How a text is looked for (RFC 4791, 9.7.5; RFC 6352, 10.5.4). */
export interface TextMatch {
  text: string
  collation: string
  type: string
  negate: boolean
}

/** The test in an element; a collation nobody announced is refused. */
export function readTextMatch({ text, attributes }: XmlElement, prefix: 'C' | 'A'): TextMatch {
  const {
    collation = 'i;unicode-casemap',
    'match-type': type = 'contains',
    'negate-condition': negate,
  } = attributes
  const known = ['i;ascii-casemap', 'i;unicode-casemap', 'i;octet', 'default']
  if (!known.includes(collation)) throw refusal(`${prefix}:supported-collation`)
  return { text: text.trim(), collation, type, negate: negate === 'yes' }
}

/** Whether a value holds what is looked for; what is negated is asked of all values together by the caller. */
export function fitsText(value: string, { text, collation, type }: TextMatch): boolean {
  const [whole, part] = [folded(value, collation), folded(text, collation)]
  if (type === 'equals') return whole === part
  if (type === 'starts-with') return whole.startsWith(part)
  return type === 'ends-with' ? whole.endsWith(part) : whole.includes(part)
}

function folded(text: string, collation: string): string {
  if (collation === 'i;octet') return text
  if (collation === 'i;ascii-casemap') return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
  // RFC 5051: title case first, so that ß and ss stay apart and Σ finds ς.
  return text.normalize('NFKD').toUpperCase().toLowerCase()
}
