import { inflateSync, constants } from 'node:zlib'
import { parseValue, skip } from './parse-value.ts'
import { dictOf, isRef, isStream, nameOf } from './pdf-value.ts'
import type { Dict, PdfValue, Stream } from './pdf-value.ts'

/** A PDF somebody sent: what its objects say. Damaged and hostile files give less, never an error. */
export interface PdfFile {
  trailer: Map<string, PdfValue>
  /** The value itself, behind any number of references to it. */
  get(value: PdfValue | undefined): PdfValue | undefined
  /** The unpacked bytes of a stream; undefined where they cannot be had within the limits. */
  bytesOf(stream: Stream): Buffer | undefined
  objects: ReadonlyMap<number, PdfValue>
}

/** Larger files are not looked into. */
export const PDF_LIMIT = 64 * 1024 * 1024
const OBJECTS = 500_000
/** All that is unpacked from one file. */
const UNPACKED = 128 * 1024 * 1024
const ONE_STREAM = 32 * 1024 * 1024

/**
 * Reads objects where they stand, from the first byte to the last, the later one of a number being right. The table of
 * places a PDF has at its end is not used: it is what damaged files and careless writers get wrong first, and reading
 * on takes time in proportion to the file whatever is in it. Encrypted files are not opened (PDF/A forbids them).
 */
export function readPdf(file: Uint8Array): PdfFile | undefined {
  if (file.byteLength > PDF_LIMIT) return undefined
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const text = bytes.toString('latin1')
  if (!text.slice(0, 1024).includes('%PDF-')) return undefined
  const objects = new Map<number, PdfValue>()
  const trailer = new Map<string, PdfValue>()
  const budget = { left: UNPACKED }

  const get = (value: PdfValue | undefined): PdfValue | undefined => {
    let found = value
    for (let hops = 0; isRef(found) && hops < 16; hops++) found = objects.get(found.ref)
    return isRef(found) ? undefined : found
  }

  const bytesOf = (stream: Stream): Buffer | undefined => {
    const raw = bytes.subarray(stream.start, endOf(text, stream, get(stream.dict.get('Length'))))
    return decoded(raw, stream.dict, get, budget)
  }

  for (const found of scan(text)) {
    if (found.number !== undefined) objects.set(found.number, found.value)
    const dict = dictOf(found.value)
    const type = nameOf(dict?.get('Type'))
    for (const key of found.number === undefined || type === 'XRef' ? ['Root', 'Encrypt'] : []) {
      const value = dict?.get(key)
      if (value !== undefined) trailer.set(key, value)
    }
    if (objects.size > OBJECTS) return undefined
    if (type === 'ObjStm' && isStream(found.value)) {
      for (const [number, value] of packed(found.value, bytesOf)) objects.set(number, value)
    }
  }
  return trailer.has('Encrypt') ? undefined : { trailer, get, bytesOf, objects }
}

type Found = { number: number; value: PdfValue } | { number: undefined; value: Dict }

/** Every object and trailer in the order of the file; what cannot be read is passed over. */
function* scan(text: string): Generator<Found> {
  const start = /(?<![\d.])(\d{1,10})[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}obj|trailer/g
  for (let head = start.exec(text); head; head = start.exec(text)) {
    const { value, end } = parseValue(text, start.lastIndex)
    // Not behind the failure: what was taken for a part of this may be the next object's beginning.
    start.lastIndex = Math.max(start.lastIndex, value === undefined ? end - 40 : end)
    if (value === undefined) continue
    const number = head[1] === undefined ? undefined : Number(head[1])
    const dict = dictOf(value)
    if (number === undefined) {
      if (dict) yield { number, value: { dict } }
      continue
    }
    const opening = dict ? /stream(?:\r\n|\n|\r)/y : undefined
    if (opening) opening.lastIndex = skip(text, end)
    if (dict && opening?.test(text)) {
      const stream: Stream = { dict, start: opening.lastIndex, end: text.length }
      stream.end = endOf(text, stream, dict.get('Length'))
      start.lastIndex = stream.end
      yield { number, value: stream }
    } else yield { number, value }
  }
}

/** Where a stream ends: by its length if that is true, else at the word that closes it. */
function endOf(text: string, { start, end }: Stream, length: PdfValue | undefined): number {
  if (typeof length === 'number' && length >= 0) {
    const told = start + Math.floor(length)
    if (/^[\0\t\n\f\r ]{0,3}endstream/.test(text.slice(told, told + 14))) return told
  }
  if (end < text.length) return end
  const word = text.indexOf('endstream', start)
  const close = word === -1 ? text.length : word
  return close - (/\r?\n$|\r$/.exec(text.slice(Math.max(start, close - 2), close))?.[0].length ?? 0)
}

/** Objects kept inside of a stream (ISO 32000-1, 7.5.7). */
function packed(stream: Stream, bytesOf: PdfFile['bytesOf']): [number, PdfValue][] {
  const text = bytesOf(stream)?.toString('latin1') ?? ''
  const first = stream.dict.get('First')
  const from = typeof first === 'number' ? first : 0
  const places = text.slice(0, from).match(/\d{1,10}/g) ?? []
  const found: [number, PdfValue][] = []
  // Objects that lie in each other would be read again and again.
  let work = 2 * text.length
  for (let at = 0; at + 1 < places.length && work > 0; at += 2) {
    const start = from + Number(places[at + 1])
    const { value, end } = parseValue(text, start)
    work -= Math.max(1, end - start)
    if (value !== undefined) found.push([Number(places[at]), value])
  }
  return found
}

/** The content behind the filters files are kept with; undefined behind any other. */
function decoded(
  raw: Buffer,
  dict: Stream['dict'],
  get: PdfFile['get'],
  budget: { left: number },
): Buffer | undefined {
  const filter = get(dict.get('Filter'))
  const filters = (Array.isArray(filter) ? filter : filter ? [filter] : []).map((one) => nameOf(get(one)))
  if (filters.length > 4) return undefined
  let content: Buffer | undefined = raw
  for (const name of filters) {
    content = content && (name === 'FlateDecode' || name === 'Fl') ? inflated(content, budget) : undefined
  }
  return content && content.length <= ONE_STREAM ? content : undefined
}

/** Deflate makes at most 1032 bytes of one. */
const DEFLATE_MOST = 1032

/** What was cut off at the end is given as far as it goes; what would grow beyond the limits is not, but counts. */
function inflated(raw: Buffer, budget: { left: number }): Buffer | undefined {
  const limit = Math.min(ONE_STREAM, budget.left)
  if (limit <= 0) return undefined
  try {
    const content = inflateSync(raw, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH })
    budget.left -= content.length
    return content
  } catch {
    budget.left -= Math.min(limit, raw.length * DEFLATE_MOST)
    return undefined
  }
}
