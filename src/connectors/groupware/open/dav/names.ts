import { escapeXml } from '#kernel/xml.ts'

/** The prefixes we use for the namespaces of WebDAV and what grew out of it. */
export const PREFIXES = {
  'DAV:': 'd',
  'urn:ietf:params:xml:ns:caldav': 'cal',
  'urn:ietf:params:xml:ns:carddav': 'card',
  'http://calendarserver.org/ns/': 'cs',
  'http://apple.com/ns/ical/': 'ical',
} as const

const SPACES = Object.entries(PREFIXES)
  .map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`)
  .join('')

/** A document of this root and content, which is XML already. */
export function davBody(root: string, content: string): string {
  return `<?xml version="1.0" encoding="utf-8"?><${root}${SPACES}>${content}</${root}>`
}

/** Asks for these properties (RFC 4918, 9.1). */
export function propfind(...names: string[]): string {
  return davBody('d:propfind', props(...names))
}

export function props(...names: string[]): string {
  return `<d:prop>${names.map((name) => `<${name}/>`).join('')}</d:prop>`
}

export function hrefs(paths: readonly string[]): string {
  return paths.map((path) => `<d:href>${escapeXml(path)}</d:href>`).join('')
}
