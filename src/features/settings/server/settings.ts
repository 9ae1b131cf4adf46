import { sql } from 'kysely'
import { given } from '#kernel/given.ts'
import { Problem, invalid } from '#kernel/problem.ts'
import { diff, mergePatch } from '#kernel/diff.ts'
import type { By } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { KEPT } from '#platform/kept.ts'
import { parse } from '#platform/serve-route.ts'
import { defaults, settings } from '../settings.ts'
import type { Settings } from '../settings.ts'
import type { SettingsDb } from './tables.ts'

const KEY = 'firm'
/** The settings are one record of the journal; this is its id. */
export const SETTINGS_RECORD = '00000000-0000-7000-8000-000000000002'

export async function readSettings(
  db: Database<SettingsDb>,
): Promise<Settings & { version: number; updatedAt: string }> {
  const row = await db.selectFrom('setting').selectAll().where('key', '=', KEY).executeTakeFirst()
  const stored = settings.partial().parse(row?.value ?? {})
  return {
    ...defaults,
    ...given(stored),
    version: row?.version ?? 0,
    updatedAt: row?.updatedAt ?? '1970-01-01T00:00:00Z',
  }
}

/** Where phone numbers without a country are dialled; asked for so often that it is read alone. */
export async function readCountry(db: Database<SettingsDb>): Promise<string> {
  const { rows } = await sql<{ country: string | null }>`${KEPT}
    select value ->> 'country' as country from setting where key = ${KEY}`.execute(db)
  return settings.shape.country.safeParse(rows[0]?.country).data ?? defaults.country
}

interface SettingsPatch {
  patch: Record<string, unknown>
  ifMatch?: number | undefined
  /** The logo was kept or known before: only then its hash may be another. */
  logo?: boolean
}

/** Applies a merge patch to the settings; refuses it as a whole when one value is wrong or the version is old. */
export async function changeSettings(
  tx: Tx<SettingsDb>,
  by: By,
  { patch, ifMatch, logo = false }: SettingsPatch,
): Promise<Settings & { version: number; updatedAt: string }> {
  await tx
    .insertInto('setting')
    .values({ key: KEY, value: json({}), version: 0 })
    .onConflict((c) => c.doNothing())
    .execute()
  const before = await readSettings(tx)
  await sql`select 1 from setting where key = ${KEY} for update`.execute(tx)
  if (ifMatch !== undefined && ifMatch !== before.version) throw new Problem('stale', 'stale')
  const { version: _version, updatedAt: _updatedAt, ...plain } = before
  const after = parse(settings, mergePatch(plain, patch))
  const [was, is] = [before.firm.logoHash ?? null, after.firm.logoHash ?? null]
  if (!logo && is !== null && is !== was) throw invalid('firm.logoHash', 'read_only', 'Send the logo itself.')
  await tx
    .updateTable('setting')
    .set({ value: json(after), version: before.version + 1, updatedAt: sql<string>`now()` })
    .where('key', '=', KEY)
    .execute()
  await record(tx, by, {
    action: 'settings.changed',
    kind: 'settings',
    id: SETTINGS_RECORD,
    title: 'settings',
    diff: diff(plain, after),
    version: before.version + 1,
    readers: 'everyone',
  })
  return readSettings(tx)
}
