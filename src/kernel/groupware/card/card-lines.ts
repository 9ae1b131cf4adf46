import { fieldsOf, paramOf, textOf } from '#kernel/vcard.ts'
import type { VCardProperty } from '#kernel/vcard.ts'
import { readCountry } from '#kernel/region-names.ts'
import type { CardAddress, CardItem } from '../card-item.ts'

// What single lines of a card say, and which of several is meant.

/** A line with what it says, in the order of a card: the preferred one first. */
export interface Told<T> {
  line: VCardProperty
  value: T
}

type Email = CardItem['emails'][number]
type Phone = CardItem['phones'][number]

export function emailsOf(lines: readonly VCardProperty[]): Told<Email>[] {
  return told(lines, 'EMAIL', (line) => {
    const value = textOf(line)
      .replace(/^mailto:/i, '')
      .toLowerCase()
    return value === '' ? undefined : { category: homeOrWork(line, lines), value }
  })
}

export function phonesOf(lines: readonly VCardProperty[]): Told<Phone>[] {
  return told(lines, 'TEL', (line) => {
    const value = numberOf(textOf(line))
    return value === '' ? undefined : { category: phoneCategory(line, lines), value }
  })
}

export function websitesOf(lines: readonly VCardProperty[]): Told<string>[] {
  return told(lines, 'URL', (line) => textOf(line).replaceAll('\\:', ':') || undefined)
}

/** RFC 6350, 6.3.1: post box, extension, street, city, region, code, country. */
export function addressesOf(lines: readonly VCardProperty[]): Told<CardAddress>[] {
  return told(lines, 'ADR', (line) => {
    const [box = '', extra = '', road = '', city = '', state = '', postalCode = '', nation = ''] =
      fieldsOf(line)
    const street = [...road.split('\n'), extra, box && (/\p{L}/u.test(box) ? box : `Postfach ${box}`)]
      .map((part) => part.trim())
      .filter(Boolean)
      .join(', ')
    const code = paramOf(line, 'CC')[0] ?? besides(line, lines, 'X-ABADR')
    const told = code !== undefined && /^[a-z]{2}$/i.test(code) ? code.toUpperCase() : undefined
    // Apple's line tells how an address is laid out; where the name says another country, that one holds.
    const country = readCountry(nation) ?? (nation === '' ? (told ?? '') : nation)
    const value = { category: homeOrWork(line, lines), street, postalCode, city, state, country }
    return [street, postalCode, city, state, country].some(Boolean) ? value : undefined
  })
}

/** The line of the same group with this name. */
export function besideOf(
  { group }: VCardProperty,
  lines: readonly VCardProperty[],
  name: string,
): VCardProperty | undefined {
  return group === undefined ? undefined : lines.find((line) => line.group === group && line.name === name)
}

/** 1 for the most preferred; a line that says nothing comes last. */
export function preference(line: VCardProperty): number {
  if (paramOf(line, 'TYPE').includes('pref')) return 1
  const [number] = paramOf(line, 'PREF')
  return number === undefined ? 101 : Number.parseInt(number, 10) || 101
}

function told<T>(
  lines: readonly VCardProperty[],
  name: string,
  read: (line: VCardProperty) => T | undefined,
): Told<T>[] {
  return lines
    .filter((line) => line.name === name)
    .flatMap((line) => {
      const value = read(line)
      return value === undefined ? [] : [{ line, value }]
    })
    .sort((a, b) => preference(a.line) - preference(b.line))
}

function besides(line: VCardProperty, lines: readonly VCardProperty[], name: string): string | undefined {
  const other = besideOf(line, lines, name)
  return other && textOf(other)
}

/** `tel:+49-221-1234;ext=12` (RFC 3966) as people write it. */
function numberOf(text: string): string {
  const [, number, more = ''] = /^tel:([^;]*)(.*)$/is.exec(text) ?? []
  if (number === undefined) return text
  const extension = /;ext=([\d-]+)/i.exec(more)?.[1]
  return number.replaceAll('%20', ' ') + (extension === undefined ? '' : ` ext. ${extension}`)
}

/** The words of labels in small letters; Apple's own stand in marks: `_$!<Work>!$_`. */
function labelOf(line: VCardProperty, lines: readonly VCardProperty[]): string {
  return (besides(line, lines, 'X-ABLABEL') ?? '').replace(/^_\$!<(.*)>!\$_$/, '$1').toLowerCase()
}

const WORK = /^(work|arbeit|geschäftlich|büro|office|direct|durchwahl|main|firma|company)$/
const HOME = /^(home|privat|private|zuhause)$/

function homeOrWork(line: VCardProperty, lines: readonly VCardProperty[]): 'work' | 'home' | 'other' {
  const label = labelOf(line, lines)
  const types = paramOf(line, 'TYPE')
  if (types.includes('work') || WORK.test(label)) return 'work'
  return types.includes('home') || HOME.test(label) ? 'home' : 'other'
}

function phoneCategory(line: VCardProperty, lines: readonly VCardProperty[]): Phone['category'] {
  const label = labelOf(line, lines).replaceAll(/[\s-]/g, '')
  const types = paramOf(line, 'TYPE')
  const has = (...words: string[]) => words.some((word) => types.includes(word))
  if (has('fax') || label.endsWith('fax')) return 'fax'
  if (has('cell', 'mobile', 'iphone') || /^(mobile?|handy|cell|iphone)$/.test(label)) return 'mobile'
  return has('pager') ? 'other' : homeOrWork(line, lines)
}
