import { readSettings } from '#features/settings/server/settings.ts'
import { queued } from '#features/runs/run.ts'
import type { StartedJob } from '#features/runs/run.ts'
import { openRun } from '#features/runs/server/open-run.ts'
import { isFirm } from '#features/sync/server/ours/our-contacts.ts'
import { ownAccount } from '#features/sync/server/read-links.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import { refusalOf } from '../../people-import.ts'
import type { CardImport } from '../../people-import.ts'
import type { PeopleDb } from './tables.ts'

export const IMPORT_JOB = 'groupware.import-people'

/** What the job has to know; the cards and what is wanted with each stand in their rows. */
export interface Importing {
  accountId: string
  total: number
}

/**
 * Takes cards over as contacts, or links them with contacts that are there, as a job and a run that can be taken back.
 * Whatever is wrong with one of the choices is said before anything happens.
 */
export async function startImport(
  tx: Tx<PeopleDb>,
  by: By,
  { accountId, items, house }: CardImport & { accountId: string; house: Pick<House, 'jobs'> },
): Promise<StartedJob> {
  const db: Database<PeopleDb> = tx
  const { name: title } = await ownAccount(db, by, accountId)
  const { groupware } = await readSettings(db)
  const offers = await tx
    .selectFrom('cardOffer')
    .select(['id', 'card', 'state'])
    .where('accountId', '=', accountId)
    .where(
      'id',
      'in',
      items.map(({ id }) => id),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  const known = new Map(offers.map((offer) => [offer.id, offer]))
  const input: Importing = { accountId, total: items.length }
  const jobId = await house.jobs.start(tx as never, by, { kind: IMPORT_JOB, title, input })
  for (const [at, { id, ...choice }] of items.entries()) {
    const offer = known.get(id)
    if (!offer || !FREE.includes(offer.state))
      throw new Problem('conflict', 'cards.decided', 'One of these is not offered any more.')
    const refusal = refusalOf(choice, {
      kind: isFirm(offer.card) ? 'company' : 'person',
      allowsAlone: groupware.privatePersons ?? true,
      path: `items.${at}`,
    })
    if (refusal) throw refusal
    await tx
      .updateTable('cardOffer')
      .set({ state: 'chosen', choice: json(choice), jobId, place: at, fault: null })
      .where('id', '=', id)
      .execute()
  }
  await openRun(tx, by, { id: jobId, kind: 'import', title, jobId })
  return queued({ id: jobId, kind: IMPORT_JOB, title }, items.length)
}

const FREE: readonly string[] = ['open', 'failed', 'duplicate']
