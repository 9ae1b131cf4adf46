/** Why a groupware did not do what was asked; every code has plain words on the screens. */
export type GroupwareFault =
  | 'unreachable' // no such host, no answer, connection broken
  | 'tls' // the certificate is not trusted
  | 'refused' // user name or password is wrong
  | 'consent' // access was withdrawn or has run out; the user must sign in again
  | 'forbidden' // signed in, but may not do this
  | 'not-found' // no such item, or nothing of this kind at this address
  | 'stale' // the item is another since it was read
  | 'taken' // an item of this UID stands elsewhere
  | 'token-lost' // the server no longer knows the token
  | 'throttled' // too many requests; `retryAfter` seconds
  | 'full' // no room left in the mailbox
  | 'invalid' // the server does not accept the item
  | 'unsupported' // the server cannot do this
  | 'broken' // an answer nobody can read, or a failure of the server

/** The only error that a `Groupware` throws. `detail` is what the server said, for the log, never for strangers. */
export class GroupwareError extends Error {
  readonly fault: GroupwareFault
  readonly detail: string
  /** Seconds to wait before the next try, when the server said so. */
  readonly retryAfter: number | undefined

  constructor(fault: GroupwareFault, detail: string, retryAfter?: number) {
    super(`${fault}: ${detail}`)
    this.name = 'GroupwareError'
    this.fault = fault
    this.detail = detail
    this.retryAfter = retryAfter
  }
}
