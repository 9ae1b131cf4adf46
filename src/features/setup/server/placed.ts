import type { SampleContact } from '../sample-firm.ts'

/** A sample contact that was put in. */
export interface Placed {
  id: string
  sample: SampleContact
  /** Of a person: where they work. */
  companyId: string | undefined
}

/** Those of them with one of these words in their names, `Hotel|Café`; all, where none is said or there is none. */
export function namedLike(contacts: readonly Placed[], words: string | undefined): readonly Placed[] {
  const wanted = words?.split('|') ?? []
  const found = contacts.filter(({ sample }) => wanted.some((word) => sample.companyName?.includes(word)))
  return found.length > 0 ? found : contacts
}
