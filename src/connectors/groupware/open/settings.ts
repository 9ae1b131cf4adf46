import type { TokenSource } from '../sign-in/token.ts'

/** Where the servers of an account are that speaks the open protocols; what is missing is not used. */
export interface OpenSettings {
  userName: string
  imap?: MailServer | undefined
  smtp?: MailServer | undefined
  caldav?: DavServer | undefined
  carddav?: DavServer | undefined
}

export interface MailServer {
  host: string
  port: number
  /** `none` is for the own network alone. */
  security: 'tls' | 'starttls' | 'none'
  /** When it is another than that of the account. */
  userName?: string | undefined
}

export interface DavServer {
  /** Of the server, of a principal, of a home, or of one collection. */
  url: string
  userName?: string | undefined
}

/** What proves who we are: a password (or app password), or access tokens of OAuth 2. */
export type Secret = { password: string } | { token: TokenSource }

export interface OpenOptions {
  /** The zone of times that name none. */
  zone: string
  /** The account's own mail address. */
  self: string
  /** Whether servers inside the own network may be asked. */
  isPrivateAllowed: boolean
  /** Ends all that is under way. */
  signal?: AbortSignal | undefined
  /** Milliseconds a server of mail may take to say hello; 8,000 when nothing is said. */
  patience?: number | undefined
  /** Milliseconds after which who waits at a folder (IDLE) begins to wait anew; eight minutes when nothing is said. */
  idle?: number | undefined
  /** A certificate (PEM) that is trusted besides those the system trusts. */
  trusted?: string | undefined
}

/** How one server is reached. */
export interface Reach extends Pick<
  OpenOptions,
  'isPrivateAllowed' | 'signal' | 'trusted' | 'patience' | 'idle'
> {
  userName: string
  secret: Secret
}
