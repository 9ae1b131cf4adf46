import { isMobile } from '#kernel/mobile.ts'
import type { Found, Taken } from './pasted.ts'

/** Takes phone numbers out of a line, each with the kind its label or its code says. */
export function takePhones(line: string, country: string): Taken {
  const found: Found[] = []
  const left = line.replaceAll(PHONE, (match, ...rest) => {
    const { label, number = '' } = rest.at(-1) as { label?: string; number?: string }
    const digits = number.replaceAll(/\D/g, '')
    if (!isNumber(number, digits, label)) return match
    const value = spelled(number)
    const category = (label && categoryOf(label)) ?? (isMobile(value, country) ? 'mobile' : 'work')
    const confidence = label || /^\+|^00/.test(number) ? 'sure' : 'likely'
    found.push({ is: 'row', kind: 'phone', category, value, confidence })
    return ' '
  })
  return { found, left }
}

const LABEL = [
  'telefonnummer',
  'telefon',
  'telefax',
  'tel\\.?/fax',
  'tel',
  'fon',
  'fax',
  'phone',
  'mobiltelefon',
  'mobilfunk',
  'mobil',
  'mobile',
  'handy',
  'natel',
  'cell',
  'zentrale',
  'durchwahl',
  'direktwahl',
  'direkt',
  'direct',
  'dw',
  'büro',
  'office',
  'privat',
  'private',
  'home',
  'festnetz',
  'rufnummer',
  'hotline',
  'whatsapp',
  't',
  'f',
  'm',
  'p',
  'd',
  'h',
].join('|')
const DIGITS = String.raw`(?:\+|00|\(\+|\(?0)[\d()\s/.\-–]*\d`
const EXTENSION = String.raw`(?:[\s,]*(?:DW|Durchwahl|Kl\.?|Klappe|ext\.?)[.:\s]*-?\d{1,5})?`
const PHONE = new RegExp(
  String.raw`(?:(?<![\p{L}])(?<label>(?:${LABEL})(?:[\s/-]+(?:${LABEL}|geschäftlich|dienstlich|direkt))?)[.:\s)-]*)?(?<![\p{L}\d])(?<number>${DIGITS}${EXTENSION})(?![\p{L}\d])`,
  'giu',
)

function isNumber(number: string, digits: string, label: string | undefined): boolean {
  if (digits.length > 17 || /^\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}$/.test(number)) return false
  return digits.length >= (label && label.length > 1 ? 5 : 7)
}

function categoryOf(label: string): string | undefined {
  const word = label.toLowerCase()
  if (/fax|^f\b/.test(word)) return 'fax'
  if (/mobil|handy|natel|cell|whatsapp|^m\b/.test(word)) return 'mobile'
  if (/durchwahl|direkt|direct|dw|^d\b/.test(word)) return 'direct'
  if (/privat|home|^h\b/.test(word)) return 'home'
  return undefined
}

/** `+49 (0) 221 …` is dialled without the zero; spaces single. */
function spelled(number: string): string {
  return number
    .replace(/^(\(?\+\d{1,3}\)?)\s*[-/]?\s*\(0\)/, '$1 ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^\((\+\d+)\)/, '$1')
    .trim()
}
