import type { Kysely } from 'kysely'

type Handle = Pick<Kysely<unknown>, 'getExecutor'>

/** What this process remembers of a database, apart for each that it has open; within a transaction it is the same. */
export function perDatabase<Kept>(make: () => Kept): (db: Handle) => Kept {
  const memories = new WeakMap<object, Kept>()
  return (db) => {
    const { adapter } = db.getExecutor()
    const known = memories.get(adapter) ?? make()
    memories.set(adapter, known)
    return known
  }
}
