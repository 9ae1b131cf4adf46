import { SaxesParser } from 'saxes'
import { Problem } from './problem.ts'

/** An element that was read. Names carry the prefix the caller chose for the namespace, not the one of the file. */
export interface XmlElement {
  name: string
  /** By local name; those of a namespace are left out. */
  attributes: Record<string, string>
  children: XmlElement[]
  /** All text directly inside, as it is written. */
  text: string
}

export interface XmlLimits {
  bytes?: number
  elements?: number
  depth?: number
}

/** Prefix by URI of the namespace; elements of others are named `{uri}local`. */
export type Prefixes = Readonly<Record<string, string>>

/**
 * Reads a whole document: UTF-8, UTF-16 or what it declares. Document types are refused and with them all entities but
 * the five of XML itself, so that nothing in a file can fetch, include or blow up. What is no XML is a `Problem`.
 */
export function readXml(bytes: Uint8Array, prefixes: Prefixes, limits: XmlLimits = {}): XmlElement {
  const { bytes: most = 64 * 1024 * 1024, elements = 1_000_000, depth = 64 } = limits
  if (bytes.length > most) throw new Problem('too-large', 'xml.too_large', `More than ${most} bytes`)
  const parser = new SaxesParser({ xmlns: true, position: true })
  const refuse = (code: string, detail: string) =>
    new Problem('invalid', code, detail, [], { line: parser.line, column: parser.column })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let count = 0
  parser.on('error', (error) => {
    throw refuse('xml.malformed', error.message)
  })
  parser.on('doctype', () => {
    throw refuse('xml.doctype', 'Document types and entities are not accepted')
  })
  parser.on('opentag', ({ uri, local, attributes }) => {
    count += 1
    if (count > elements) throw refuse('xml.too_large', `More than ${elements} elements`)
    if (open.length >= depth) throw refuse('xml.too_deep', `More than ${depth} elements inside of each other`)
    const own = Object.values(attributes).filter((one) => one.uri === '')
    const element: XmlElement = {
      name: uri === '' ? local : nameOf(uri, local, prefixes),
      attributes: Object.fromEntries(own.map((one) => [one.local, one.value])),
      children: [],
      text: '',
    }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const take = (text: string) => {
    const current = open.at(-1)
    if (current) current.text += text
  }
  parser.on('text', take)
  parser.on('cdata', take)
  parser.write(decode(bytes)).close()
  if (!root) throw refuse('xml.malformed', 'There is no element')
  return root
}

function nameOf(uri: string, local: string, prefixes: Prefixes): string {
  const prefix = Object.hasOwn(prefixes, uri) ? prefixes[uri] : undefined
  return prefix === undefined ? `{${uri}}${local}` : `${prefix}:${local}`
}

function decode(bytes: Uint8Array): string {
  const encoding = encodingOf(bytes)
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('invalid', 'xml.encoding', `The bytes are not ${encoding}`)
  }
}

/** By the byte order mark, then by the declaration, which is written in ASCII (XML 1.0, appendix F). */
function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  if (first === 0x3c && second === 0) return 'utf-16le'
  if (first === 0 && second === 0x3c) return 'utf-16be'
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^(?:ï»¿)?<\?xml[^>]*encoding\s*=\s*["']([\w.:-]+)["']/.exec(head)?.[1]?.toLowerCase()
  return declared === undefined || declared.startsWith('utf-16') ? 'utf-8' : declared
}
