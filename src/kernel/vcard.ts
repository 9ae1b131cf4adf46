/** One line of a vCard. */
export interface VCardProperty {
  /** In capitals. */
  name: string
  /** What ties lines together, in small letters: `item1.TEL` and `item1.X-ABLABEL`. */
  group?: string
  /** Names in capitals; words without a name, as vCard 2.1 has them, stand under `TYPE`. */
  params: Record<string, readonly string[]>
  /** With the escapes of RFC 6350 3.4, whatever version it was read from; binary ones are base64. */
  value: string
}

export interface VCard {
  version: '2.1' | '3.0' | '4.0'
  properties: VCardProperty[]
}

export type Params = VCardProperty['params']

export function textProperty(name: string, value: string, params: Params = {}): VCardProperty {
  return { name, params, value: escapeText(value) }
}

/** Several texts in one value, such as `CATEGORIES:a,b`. */
export function listProperty(name: string, values: readonly string[], params: Params = {}): VCardProperty {
  return { name, params, value: values.map(escapeText).join(',') }
}

/** Several fields in one value, such as `N:Müller;Änne;;Dr.;`. */
export function fieldsProperty(name: string, fields: readonly string[], params: Params = {}): VCardProperty {
  return { name, params, value: fields.map(escapeText).join(';') }
}

/** A value that is no text and knows no escapes (RFC 6350 4): an address of the web, a picture, a day. */
export function plainProperty(name: string, value: string, params: Params = {}): VCardProperty {
  return { name, params, value }
}

/** The value as one text. */
export function textOf({ value }: VCardProperty): string {
  return unescapeText(value).trim()
}

/** The texts of a value between its commas; empty ones are left out. */
export function listOf({ value }: VCardProperty): string[] {
  return splitAt(value, ',')
    .map((text) => unescapeText(text).trim())
    .filter(Boolean)
}

/** The fields of a value between its semicolons; several texts in one are joined. */
export function fieldsOf({ value }: VCardProperty, glue = ', '): string[] {
  return splitAt(value, ';').map((field) =>
    splitAt(field, ',')
      .map((text) => unescapeText(text).trim())
      .filter(Boolean)
      .join(glue),
  )
}

/** The values of a parameter in small letters, also those that stand in one pair of quotes (`TYPE="work,fax"`). */
export function paramOf({ params }: VCardProperty, name: string): string[] {
  return (params[name] ?? []).flatMap((value) => value.toLowerCase().split(',')).map((value) => value.trim())
}

/** The bytes of a binary value as base64, with their media type where it is told. */
export function binaryOf(property: VCardProperty): { type?: string; base64: string } | undefined {
  const [, address = '', inline] = /^data:([^,;]*)[^,]*;base64\\?,(.*)$/is.exec(property.value) ?? []
  if (inline !== undefined) return { ...(address && { type: address.toLowerCase() }), base64: inline }
  if (!paramOf(property, 'ENCODING').includes('b')) return undefined
  const [type] = paramOf(property, 'TYPE').filter((word) => word !== 'pref')
  const full = type === undefined || type.includes('/') ? type : `image/${type === 'jpg' ? 'jpeg' : type}`
  return { ...(full === undefined ? {} : { type: full }), base64: property.value }
}

function escapeText(text: string): string {
  return text
    .replaceAll(/[\\,;]/g, String.raw`\$&`)
    .replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
    .replaceAll(CONTROLS, '')
}

/** What is no escape keeps its backslash: `C:\Temp` in a card of somebody who never heard of them. */
function unescapeText(value: string): string {
  return value.replaceAll(/\\([\\,;:nN])/g, (_all, letter: string) =>
    letter.toLowerCase() === 'n' ? '\n' : letter,
  )
}

function splitAt(value: string, separator: ',' | ';'): string[] {
  const pieces: string[] = []
  let from = 0
  for (let at = 0; at < value.length; at++) {
    if (value[at] === '\\') at++
    else if (value[at] === separator) {
      pieces.push(value.slice(from, at))
      from = at + 1
    }
  }
  return [...pieces, value.slice(from)]
}

// oxlint-disable-next-line no-control-regex -- these are what a line of a card must not hold
export const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F]/g
