/** An access token that is good now; `refused` is one that was not taken although it seemed good, so another is got. */
export type TokenSource = (refused?: string) => Promise<string>

export interface Tokens {
  accessToken: string
  /** Milliseconds since 1970, a minute before its end. */
  expiresAt: number
  /** Only of users; each use may give another one, the last one counts. */
  refreshToken?: string
}
