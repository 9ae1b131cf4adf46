import type { ContactNew } from '#features/contacts/contact.ts'
import type { Subject } from '#features/contacts/match-facts.ts'
import { createContacts } from '#features/contacts/server/create-contacts.ts'
import { compare } from '#features/duplicates/compare.ts'
import { profileOf } from '#features/duplicates/profile.ts'
import type { DuplicatesDb } from '#features/duplicates/server/tables.ts'
import type { Verdict } from '#features/duplicates/verdict.ts'
import type { By } from '#kernel/rights.ts'
import type { Database } from '#platform/database.ts'
import { measuredSet } from '../test/duplicates/measured-set.ts'

/** Two contacts that are one person, as different address books have it, and what comparing just them says. */
interface Planted {
  ids: [string, string]
  verdict: Verdict
}

/** Of all planted pairs, the share that a scan found, and the share that comparing each with its own finds. */
export interface Recall {
  pairs: number
  found: number
  sure: number
  findable: number
  sureFindable: number
}

/** Brings the people of the measured set that have a damaged copy, and the copies, among all others. */
export async function plant(db: Database<DuplicatesDb>, by: By, seed: number): Promise<Planted[]> {
  const { known, copies } = measuredSet(seed, { known: 5000, firms: 500, copies: 800, strangers: 0 })
  const truths = [...new Set(copies.map(({ truth }) => truth))]
  const people = truths.map((truth) => known[truth] as Subject)
  const idsOfPeople = await bring(db, by, people)
  const idsOfCopies = await bring(
    db,
    by,
    copies.map(({ subject }) => subject),
  )
  return copies.map(({ subject, truth }, at) => ({
    ids: [idsOfPeople[truths.indexOf(truth)] ?? '', idsOfCopies[at] ?? ''],
    verdict: compare(profileOf(subject, 'DE'), profileOf(known[truth] as Subject, 'DE')).verdict,
  }))
}

export async function recallOf(db: Database<DuplicatesDb>, planted: readonly Planted[]): Promise<Recall> {
  const pairs = await db.selectFrom('duplicatePair').select(['leftId', 'rightId', 'verdict']).execute()
  const verdicts = new Map(pairs.map(({ leftId, rightId, verdict }) => [`${leftId} ${rightId}`, verdict]))
  const found = planted.map(({ ids }) => verdicts.get(ids.toSorted().join(' ')) ?? 'none')
  const share = (list: readonly Verdict[], fits: (verdict: Verdict) => boolean) =>
    list.filter(fits).length / list.length
  const known = planted.map(({ verdict }) => verdict)
  return {
    pairs: planted.length,
    found: share(found, (verdict) => verdict !== 'none'),
    sure: share(found, (verdict) => verdict === 'sure'),
    findable: share(known, (verdict) => verdict !== 'none'),
    sureFindable: share(known, (verdict) => verdict === 'sure'),
  }
}

/** Takes them out again: the database is used another time. */
export async function uproot(db: Database<DuplicatesDb>, planted: readonly Planted[]): Promise<void> {
  const ids = [...new Set(planted.flatMap((pair) => pair.ids))]
  await db.deleteFrom('contact').where('id', 'in', ids).execute()
}

async function bring(db: Database<DuplicatesDb>, by: By, people: readonly Subject[]): Promise<string[]> {
  return db.transaction().execute(async (tx) => {
    const made = await createContacts(tx, by, people as ContactNew[])
    return made.map((one) => {
      if (typeof one !== 'string') throw one
      return one
    })
  })
}
