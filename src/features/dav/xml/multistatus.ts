import { element, href, textElement, xmlDocument } from './write.ts'
import type { Xml } from './write.ts'

/** What was asked of one address: the properties it has, and the names of those it has not. */
export interface Found {
  path: string
  /** Name and content. */
  has: [name: string, content: Xml][]
  lacks: string[]
}

export const STATUS = {
  200: 'HTTP/1.1 200 OK',
  403: 'HTTP/1.1 403 Forbidden',
  404: 'HTTP/1.1 404 Not Found',
  409: 'HTTP/1.1 409 Conflict',
  424: 'HTTP/1.1 424 Failed Dependency',
  507: 'HTTP/1.1 507 Insufficient Storage',
} as const
export type Status = keyof typeof STATUS

/** One answer of several (RFC 4918, 14.24); `minimal` leaves out what is not there (RFC 8144, 2.1). */
export function foundResponse({ path, has, lacks }: Found, minimal: boolean): Xml {
  const missing = minimal ? [] : lacks
  return element('D:response', [
    href(path),
    has.length > 0 || missing.length === 0
      ? propstat(
          has.map(([name, content]) => element(name, content)),
          200,
        )
      : undefined,
    missing.length > 0
      ? propstat(
          missing.map((name) => element(name)),
          404,
        )
      : undefined,
  ])
}

export function propstat(props: Xml[], status: Status, error?: Xml): Xml {
  return element('D:propstat', [
    element('D:prop', props),
    textElement('D:status', STATUS[status]),
    error === undefined ? undefined : element('D:error', error),
  ])
}

/** An address that is gone, or of which there is more than fits (RFC 6578, 3.2 and 3.6). */
export function statusResponse(path: string, status: Status, error?: Xml): Xml {
  return element('D:response', [
    href(path),
    textElement('D:status', STATUS[status]),
    error === undefined ? undefined : element('D:error', error),
  ])
}

export function multistatus(responses: readonly Xml[], token?: string): string {
  return xmlDocument('D:multistatus', [
    ...responses,
    token === undefined ? undefined : textElement('D:sync-token', token),
  ])
}
