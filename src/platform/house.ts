import type { By } from '#kernel/rights.ts'
import type { Config } from './config.ts'
import type { Database } from './database.ts'
import type { Files } from './files.ts'
import type { Jobs } from './jobs.ts'
import type { Live } from './live.ts'
import type { Outbox } from './mail.ts'

/** What every feature may use; made once at start-up in `app/house.ts` and handed down, never imported. */
export interface House<T = unknown> {
  config: Config
  version: string
  db: Database<T>
  files: Files
  jobs: Jobs
  mail: Outbox
  live: Live
  /** Who sends these credentials; undefined for nobody. */
  authenticate(credentials: {
    cookie?: string | undefined
    bearer?: string | undefined
  }): Promise<By | undefined>
  /** Forgets who was known by which credentials, after a change that ends rights at once. */
  forgetActors(): void
  /** A user by id, with the rights of now; undefined when there is none or they were deactivated. */
  actor(userId: string, via: By['via']): Promise<By | undefined>
  log: Log
}

export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
