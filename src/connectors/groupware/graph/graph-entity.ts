import type { ItemBody } from '@microsoft/microsoft-graph-types'
import { plainOfHtml } from '#kernel/groupware/plain-text.ts'
import { GroupwareError } from '../groupware-error.ts'

/** What Graph sends beside what its types say. */
export type Sent<T> = Omit<T, 'id'> & {
  id: string
  '@odata.etag'?: string
  '@odata.type'?: string
  '@removed'?: { reason?: string }
}

/** The etag, which If-Match wants; the change key where there is none. */
export function etagOf(entity: Sent<{ changeKey?: string | null | undefined }>): string {
  return entity['@odata.etag'] ?? `W/"${entity.changeKey ?? ''}"`
}

/** One text of OData's: quotes inside are doubled. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A query, encoded; what is undefined is left out. */
export function query(options: Record<string, string | undefined>): string {
  const parts = Object.entries(options).filter(([, value]) => value !== undefined)
  return parts.map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`).join('&')
}

/** Ends of lines and blanks as everywhere else; Exchange adds some at the end. */
export function plain(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\r\n?/g, '\n').replaceAll('\u00a0', ' ').trimEnd()
}

/** The text of a body, also where it came as HTML though text was asked for. */
export function bodyText(body: ItemBody | null | undefined): string {
  return plain(body?.contentType === 'html' ? plainOfHtml(body.content ?? '') : body?.content)
}

/** What is said of something new; what is null says nothing. */
export function withoutNulls<T extends object>(body: T): Partial<T> {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== null)) as Partial<T>
}

/** Does this to each, three at a time, in their order. */
export async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const run = async () => {
    while (next < all.length) {
      const at = next++
      results[at] = await work(all[at] as T)
    }
  }
  await Promise.all([run(), run(), run()])
  return results
}

/** What must be there; `not-found` when somebody took it away since. */
export function present<T>(one: T | undefined, id: string): T {
  if (one === undefined) throw new GroupwareError('not-found', `it is there no more: ${id}`)
  return one
}
