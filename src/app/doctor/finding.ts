import type pg from 'pg'
import type { Config } from '#platform/config.ts'
import type { Store } from '#platform/files.ts'

/** What a check found, in words for whoever runs Kontor. */
export interface Finding {
  state: 'good' | 'doubtful' | 'bad'
  words: string
}

export const good = (words: string): Finding => ({ state: 'good', words })
export const doubtful = (words: string): Finding => ({ state: 'doubtful', words })
export const bad = (words: string): Finding => ({ state: 'bad', words })

/** What checks of the database and of what hangs on it may use. */
export interface Patient {
  config: Config
  client: pg.Client
  store: Store
  /** Look at every file and not only at some. */
  full: boolean
}

export type Check = (patient: Patient) => Promise<Finding>
