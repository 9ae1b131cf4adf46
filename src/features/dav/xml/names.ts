/** Prefixes of the namespaces we speak; a name in our code is `D:prop`, one we do not know `{namespace}local`. */
export const NAMESPACES = {
  D: 'DAV:',
  C: 'urn:ietf:params:xml:ns:caldav',
  A: 'urn:ietf:params:xml:ns:carddav',
  S: 'http://calendarserver.org/ns/',
  I: 'http://apple.com/ns/ical/',
} as const

/** The same the other way round, as the reader of XML wants it. */
export const PREFIXES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix]),
)

/** `{DAV:}prop` of `D:prop`: what stays the same whatever we call our prefixes. */
export function clarkOf(name: string): string {
  const [, prefix = '', local = ''] = /^(\w+):(.+)$/.exec(name) ?? []
  const uri = NAMESPACES[prefix as keyof typeof NAMESPACES]
  return name.startsWith('{') || uri === undefined ? name : `{${uri}}${local}`
}
