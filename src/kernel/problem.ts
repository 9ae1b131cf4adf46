/** One thing wrong with one field of an input; `path` is dotted (`details.0.value`). */
export interface FieldError {
  path: string
  code: string
  message: string
}

/** Why something was refused; the web layer turns it into an HTTP status, rules never do. */
export type ProblemKind =
  | 'invalid' // the input is wrong; `errors` name the fields
  | 'unauthenticated' // nobody is signed in
  | 'forbidden' // signed in, but may not
  | 'missing' // not there, or not visible: never say which
  | 'conflict' // a rule of the house forbids it now
  | 'stale' // somebody else changed it first
  | 'too-large'
  | 'wrong-kind' // not the media type or file kind that is wanted
  | 'too-many' // slow down
  | 'unavailable' // something Kontor needs is away

/** An expected refusal with a stable, translatable code such as `contact.company_is_person`. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly code: string
  readonly errors: FieldError[]
  /** What the answer says besides (RFC 9457, 3.2). */
  readonly more: Record<string, unknown>

  constructor(
    kind: ProblemKind,
    code: string,
    detail?: string,
    errors: FieldError[] = [],
    more: Record<string, unknown> = {},
  ) {
    super(detail ?? code)
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.errors = errors
    this.more = more
  }
}

/** Refuses an input because of one field. */
export function invalid(path: string, code: string, message: string): Problem {
  return new Problem('invalid', 'invalid', message, [{ path, code, message }])
}

/** Refuses to say whether a record is absent or hidden. */
export function missing(): Problem {
  return new Problem('missing', 'missing', 'There is no such record, or you may not see it.')
}
