import { sql } from 'kysely'
import type { ContactNew } from '#features/contacts/contact.ts'
import { newState } from '#features/contacts/server/contact-state.ts'
import { hashKeys } from '#features/contacts/hash-keys.ts'
import { lookupKeys } from '#features/contacts/match-keys.ts'

import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { homeCountry } from './home-country.ts'
import { findDuplicates } from './find-duplicates.ts'
import type { DuplicatesDb } from './tables.ts'

/**
 * Refuses a new contact that is there already: as surely as `unless` says. Until the end of the transaction nobody else
 * who asks the same brings in one like it.
 */
export async function refuseDuplicate(
  tx: Tx<DuplicatesDb>,
  by: By,
  input: ContactNew,
  unless: 'sure' | 'possible',
): Promise<void> {
  const subject = newState(by, input)
  const country = await homeCountry(tx)
  for (const key of hashKeys(lookupKeys(subject, country)))
    await sql`select pg_advisory_xact_lock(${LOCKS}, ${key})`.execute(tx)
  const [found] = await findDuplicates(tx, by, [subject])
  const hits = (found?.hits ?? []).filter(({ verdict }) => unless === 'possible' || verdict === 'sure')
  if (hits.length > 0)
    throw new Problem('conflict', 'duplicate', 'This contact seems to be there already.', [], { hits })
}

/** The first half of the advisory locks on match keys. */
const LOCKS = 1_480_011
