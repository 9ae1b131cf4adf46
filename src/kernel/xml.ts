// Writing XML 1.0: elements as values, put together by the caller in the order the schema wants.

/** An element to be written; its content is a text or elements. */
export interface Written {
  name: string
  attributes: [name: string, value: string][]
  content: string | Written[]
}

type Attributes = Record<string, string | undefined>

/** An element with elements inside; without any of them there is no element at all. */
export function group(
  name: string,
  inside: readonly (Written | undefined)[],
  attributes: Attributes = {},
): Written | undefined {
  const content = inside.filter((one) => one !== undefined)
  return content.length > 0 ? { name, attributes: said(attributes), content } : undefined
}

/** An element with a text; without a text there is none. */
export function leaf(
  name: string,
  text: string | undefined,
  attributes: Attributes = {},
): Written | undefined {
  return text === undefined || text === '' ? undefined : { name, attributes: said(attributes), content: text }
}

/** The whole document, two blanks a level; the same elements always give the same bytes. */
export function document(root: Written): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines(root, '').join('\n')}\n`
}

/** A text between tags or quotes; what XML 1.0 cannot carry (control characters, halves of pairs) is left out. */
export function escapeXml(text: string): string {
  return text.replaceAll(UNFIT, '').replaceAll(/[&<>"\r]/g, (char) => ESCAPES[char] ?? char)
}

function lines({ name, attributes, content }: Written, indent: string): string[] {
  const signs = attributes.map(([key, value]) => ` ${key}="${inQuotes(value)}"`).join('')
  if (typeof content === 'string') return [`${indent}<${name}${signs}>${escapeXml(content)}</${name}>`]
  const inside = content.flatMap((one) => lines(one, `${indent}  `))
  return [`${indent}<${name}${signs}>`, ...inside, `${indent}</${name}>`]
}

/** A reader turns line breaks in an attribute into blanks unless they are written as numbers (XML 1.0, 3.3.3). */
const inQuotes = (value: string) => escapeXml(value).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}

// XML 1.0, production 2.
const UNFIT = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function said(attributes: Attributes): [string, string][] {
  return Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[key, value] satisfies [string, string]],
  )
}
