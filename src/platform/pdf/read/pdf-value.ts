/** What a PDF is written in (ISO 32000-1, 7.3). Bytes stand in strings as letters of one byte each. */
export type PdfValue = null | boolean | number | string | Name | Ref | Stream | PdfValue[] | Dict
export interface Name {
  name: string
}
export interface Ref {
  ref: number
}
export interface Dict {
  dict: Map<string, PdfValue>
}
/** The bytes stand in the file from `start`; `end` is a guess, as the file says. */
export interface Stream extends Dict {
  start: number
  end: number
}

export const dictOf = (value: PdfValue | undefined): Map<string, PdfValue> | undefined =>
  typeof value === 'object' && value !== null && 'dict' in value ? value.dict : undefined

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined

export const isStream = (value: PdfValue | undefined): value is Stream =>
  typeof value === 'object' && value !== null && 'start' in value

export const isRef = (value: PdfValue | undefined): value is Ref =>
  typeof value === 'object' && value !== null && 'ref' in value

/** A text: UTF-16 or UTF-8 where its first bytes say so, else one byte a letter. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (typeof value !== 'string') return undefined
  const bytes = Buffer.from(value, 'latin1')
  if (value.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (value.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes.subarray(2))
  if (value.startsWith('\xef\xbb\xbf')) return bytes.subarray(3).toString('utf8')
  return value
}
