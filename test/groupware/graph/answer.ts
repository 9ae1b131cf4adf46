import type { Mailbox, Raw } from './mailbox.ts'

/** A request as a route gets it: path and body are checked already. */
export interface Ask {
  box: Mailbox
  /** Before the path: `http://…/v1.0/me`. */
  root: string
  /** Parts of the path that have a name. */
  params: Record<string, string>
  query: Map<string, string>
  body: Raw
  bytes: Buffer
  type: string
  ifMatch: string | undefined
  prefer: string
  isApp: boolean
}

/** What a route says; entities are checked against the schema, pages are cut. */
export type Answer =
  | { status: number; entity: Raw }
  | { status: number; list: Raw[] }
  | { status: number; delta: Delta }
  | { status: number; bytes: Buffer; type: string }
  | { status: number }

/** A round of a delta query: everything of it, and where the next round begins. */
export interface Delta {
  entries: Raw[]
  token: string
}

export interface Route {
  method: string
  /** `/calendars/:folder/events/:id`. */
  path: string
  /** Query options it knows; any other is a mistake. */
  query?: string[]
  /** The schema's type of what is sent. */
  takes?: string
  /** The schema's type of what is answered, or of each of a list. */
  gives?: string
  answer(ask: Ask): Answer | Promise<Answer>
}

/** Thrown where Graph answers with an error. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message = code) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** The properties named in `$select`, with what Graph always sends. */
export function selected(raw: Raw, query: Map<string, string>): Raw {
  const names = query.get('$select')?.split(',')
  if (!names) return raw
  return Object.fromEntries(
    Object.entries(raw).filter(([name]) => name === 'id' || name.includes('@') || names.includes(name)),
  )
}

/** The text of `name eq 'text'`. */
export function equalIn(filter: string, name: string): string | undefined {
  const start = `${name} eq '`
  return filter.startsWith(start) && filter.endsWith("'")
    ? filter.slice(start.length, -1).replaceAll("''", "'")
    : undefined
}
