import type { PdfValue } from './pdf-value.ts'

/** Where a value ended, or where reading it failed. */
export interface Parsed {
  value: PdfValue | undefined
  end: number
}

/** Deeper than any writer nests, shallower than our stack. */
const DEPTH = 60
/** Longer strings are no names of files; hostile ones would make us read the rest of the file again and again. */
const STRING = 64 * 1024

const SPACE = /[\0\t\n\f\r ]*(?:%[^\r\n]*[\0\t\n\f\r ]*)*/y
const REF = /(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]{0,1000})/y
const WORD = /true|false|null/y
const HEX = /<([0-9A-Fa-f\0\t\n\f\r ]{0,65536})>/y

/** Reads the value that stands at a place of a file; never throws and never goes back. */
export function parseValue(text: string, at: number, depth = 0): Parsed {
  const start = skip(text, at)
  const failed = { value: undefined, end: start }
  if (depth > DEPTH) return failed
  const first = text[start]
  if (first === '<' && text[start + 1] === '<') return dictionary(text, start + 2, depth)
  if (first === '[') return array(text, start + 1, depth)
  if (first === '(') return literal(text, start + 1)
  if (first === '<') {
    const hex = match(HEX, text, start)
    return hex ? { value: unhex(hex[1] ?? ''), end: start + hex[0].length } : failed
  }
  if (first === '/') {
    const name = match(NAME, text, start)
    return name ? { value: { name: unescaped(name[1] ?? '') }, end: start + name[0].length } : failed
  }
  const ref = match(REF, text, start)
  if (ref) return { value: { ref: Number(ref[1]) }, end: start + ref[0].length }
  const number = match(NUMBER, text, start)
  if (number) return { value: Number(number[0]), end: start + number[0].length }
  const word = match(WORD, text, start)
  if (word) return { value: word[0] === 'null' ? null : word[0] === 'true', end: start + word[0].length }
  return failed
}

/** Behind white space and comments. */
export function skip(text: string, at: number): number {
  return at + (match(SPACE, text, at)?.[0].length ?? 0)
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function array(text: string, from: number, depth: number): Parsed {
  const values: PdfValue[] = []
  let at = skip(text, from)
  while (text[at] !== ']') {
    const { value, end } = parseValue(text, at, depth + 1)
    if (value === undefined) return { value: undefined, end }
    values.push(value)
    at = skip(text, end)
  }
  return { value: values, end: at + 1 }
}

function dictionary(text: string, from: number, depth: number): Parsed {
  const dict = new Map<string, PdfValue>()
  let at = skip(text, from)
  while (text[at] !== '>') {
    const key = match(NAME, text, at)
    if (!key) return { value: undefined, end: at }
    const { value, end } = parseValue(text, at + key[0].length, depth + 1)
    if (value === undefined) return { value: undefined, end }
    dict.set(unescaped(key[1] ?? ''), value)
    at = skip(text, end)
  }
  return { value: { dict }, end: at + 2 }
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A string in brackets; inner brackets come in pairs or behind a backslash. */
function literal(text: string, from: number): Parsed {
  let value = ''
  let open = 1
  let at = from
  for (; at < text.length && at - from < STRING; at++) {
    const sign = text[at] ?? ''
    if (sign === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0]
      const next = text[at + 1] ?? ''
      if (octal) value += String.fromCharCode(Number.parseInt(octal, 8) & 255)
      else if (next !== '\n' && next !== '\r') value += ESCAPES[next] ?? next
      at += octal ? octal.length : next === '\r' && text[at + 2] === '\n' ? 2 : 1
      continue
    }
    if (sign === '(') open++
    if (sign === ')' && --open === 0) return { value, end: at + 1 }
    value += sign
  }
  return { value: undefined, end: at }
}

const unhex = (digits: string) => {
  const packed = digits.replaceAll(/[^0-9A-Fa-f]/g, '')
  return Buffer.from(packed.length % 2 ? `${packed}0` : packed, 'hex').toString('latin1')
}

const unescaped = (name: string) =>
  name.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
