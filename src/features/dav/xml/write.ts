import { escapeXml } from '#kernel/xml.ts'
import { NAMESPACES } from './names.ts'

/** A piece of XML that is ready to be sent. */
export type Xml = string

/** An element with what stands in it; names of namespaces nobody told us of bring theirs along. */
export function element(
  name: string,
  content: readonly (Xml | undefined)[] | Xml = '',
  attributes: Record<string, string> = {},
): Xml {
  const [tag, own] = tagOf(name)
  const signs = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const inside = typeof content === 'string' ? content : content.join('')
  const head = `${tag}${own}${signs.join('')}`
  return inside === '' ? `<${head}/>` : `<${head}>${inside}</${tag}>`
}

/** An element with a text. */
export function textElement(name: string, text: string, attributes: Record<string, string> = {}): Xml {
  return element(name, escapeXml(text), attributes)
}

export function href(path: string): Xml {
  return textElement('D:href', path)
}

/** A whole document; the prefixes are declared once, at its root. */
export function xmlDocument(name: string, content: readonly (Xml | undefined)[]): string {
  const declared = Object.entries(NAMESPACES).map(([prefix, uri]) => [`xmlns:${prefix}`, uri] as const)
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(name, content, Object.fromEntries(declared))}\n`
}

function tagOf(name: string): [tag: string, own: string] {
  const [, uri, local = ''] = /^\{(.*)\}([^{}]+)$/.exec(name) ?? []
  if (uri !== undefined) return [`x:${local}`, ` xmlns:x="${escapeXml(uri)}"`]
  return [name, '']
}
