import { remembered } from './remembered.ts'

/** A domain as it is looked up: lower case, umlauts as punycode (IDNA), no dot at the end. */
export function asciiDomain(domain: string): string {
  const plain = domain.toLowerCase().replace(/\.$/, '')
  if (/^[\0-\x7f]*$/.test(plain)) return plain
  return URL.parse(`http://${plain}/`)?.hostname ?? plain
}

/**
 * What a firm has registered: `mail.firma.co.uk` → `firma.co.uk`. Knows the common second levels, not the whole
 * public suffix list; a wrong guess only makes two domains look different.
 */
export const registeredDomain = remembered((domain): string => {
  const labels = asciiDomain(domain).split('.')
  const [second = '', top = ''] = labels.slice(-2)
  const isShared = (top.length === 2 && SECOND_LEVELS.has(second)) || RESERVED.has(`${second}.${top}`)
  return labels.slice(isShared ? -3 : -2).join('.')
})

/** The registered domain of a web address, however it was typed; null where there is none. */
export function webDomain(text: string): string | null {
  const host = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `http://${text.trim()}`)?.hostname ?? ''
  return /\.\D/.test(host) ? registeredDomain(host) : null
}

const SECOND_LEVELS = new Set('co com net org ac gov edu or gv ltd plc me ne go nom'.split(' '))

/** Below these everybody makes examples up (RFC 2606), the sample firm too: each is a firm of its own. */
const RESERVED = new Set(['example.com', 'example.net', 'example.org'])
