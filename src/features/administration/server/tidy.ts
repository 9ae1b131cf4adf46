import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import { forgetKeys } from '#platform/idempotency.ts'
import type { Chore } from '#platform/jobs.ts'
import type { BinKind } from '#platform/record-kinds.ts'
import { eraseExpired } from './bin.ts'
import type { AdministrationDb } from './tables.ts'

/** What is thrown away every night because nobody needs it any more. */
export function tidy(bins: readonly BinKind<AdministrationDb>[]): Chore[] {
  return [
    remove('expired sessions', sql`delete from session where expires_at < now()`),
    remove('expired links', sql`delete from once_link where expires_at < now()`),
    remove('old attempts', sql`delete from attempt where at < now() - interval '1 day'`),
    remove('finished jobs', sql`delete from job where finished_at < now() - interval '90 days'`),
    remove('sent mail', sql`delete from mail where state = 'sent' and sent_at < now() - interval '90 days'`),
    {
      name: 'idempotency keys',
      run: (house) => transaction(house.db as Database<AdministrationDb>, forgetKeys),
    },
    { name: 'the bin', run: (house) => eraseExpired(house, bins) },
  ]
}

function remove(name: string, statement: RawBuilder<unknown>): Chore {
  return {
    name,
    async run(house) {
      await statement.execute(house.db)
    },
  }
}
