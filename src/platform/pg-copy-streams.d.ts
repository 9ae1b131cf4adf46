// The package brings no types of its own.
declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'

  /** The bytes of `copy … to stdout`; `rowCount` is known when it has ended. */
  export function to(statement: string): Readable & Submittable & { rowCount: number }
  /** Takes the bytes for `copy … from stdin`; `rowCount` is known when it has finished. */
  export function from(statement: string): Writable & Submittable & { rowCount: number }
}
