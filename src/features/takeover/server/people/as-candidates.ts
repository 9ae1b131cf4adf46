import type { StartedJob } from '#features/runs/run.ts'
import { invalid } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { CardCandidatePage } from '../../people-import.ts'
import type { ImportInput } from '../../takeover.ts'
import { listOffers } from './list-offers.ts'
import { startImport } from './start-import.ts'
import type { PeopleDb } from './tables.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The people found when the address books were looked through last, in the form of all areas. */
export async function cardsAsCandidates(
  db: Database<PeopleDb>,
  by: By,
  { accountId, limit, cursor }: { accountId: string; limit: number; cursor?: string | undefined },
): Promise<CardCandidatePage> {
  if (cursor !== undefined && !UUID.test(cursor))
    throw invalid('cursor', 'cursor', 'Take the cursor of the page before.')
  const query = { state: 'open' as const, limit: Math.min(limit, 100), cursor }
  const { items, nextCursor } = await listOffers(db, by, { accountId, query })
  return {
    items: items.map((offer) => ({ ...offer, externalId: offer.id, area: 'contact' as const })),
    nextCursor,
  }
}

/** Takes people over as persons of their company, or links them with the contact that is said. */
export function importCards(
  tx: Tx<PeopleDb>,
  by: By,
  { items, ...rest }: Pick<ImportInput, 'items'> & { accountId: string; house: Pick<House, 'jobs'> },
): Promise<StartedJob> {
  const wrong = items.findIndex(({ externalId }) => !UUID.test(externalId))
  if (wrong >= 0) throw invalid(`items.${wrong}.externalId`, 'missing', 'Nobody like that is offered.')
  return startImport(tx, by, {
    ...rest,
    items: items.map(({ externalId: id, contactId, companyId }) => ({
      id,
      ...(contactId ? { contactId } : companyId ? { companyId } : {}),
    })),
  })
}
