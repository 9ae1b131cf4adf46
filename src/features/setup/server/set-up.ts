import { sql } from 'kysely'
import { createInvoiceDefaults } from '#features/invoices/server/settings/create-defaults.ts'
import { seedTaxes } from '#features/items/server/change-taxes.ts'
import { createLabel } from '#features/labels/server/labels.ts'
import { LABEL_LISTS } from '#features/labels/label.ts'
import { createFirstPipeline } from '#features/opportunities/server/pipelines.ts'
import { changeSettings } from '#features/settings/server/settings.ts'
import { createUser } from '#features/users/server/users.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { Database, Tx } from '#platform/database.ts'
import { DEFAULT_LABELS } from '../default-labels.ts'
import type { SetupInput } from '../setup.ts'
import type { SetupDb } from './tables.ts'

export async function isSetupNeeded(db: Database<SetupDb>): Promise<boolean> {
  return (await db.selectFrom('appUser').select('id').limit(1).executeTakeFirst()) === undefined
}

/** Makes the firm, its first administrator and its lists; refuses when there is a user already. */
export async function setUp(
  tx: Tx<SetupDb>,
  input: Omit<SetupInput, 'token' | 'sampleData' | 'holidays'> & { holidays?: SetupInput['holidays'] },
): Promise<By> {
  await sql`select pg_advisory_xact_lock(hashtext('setup'))`.execute(tx)
  if (!(await isSetupNeeded(tx))) throw new Problem('conflict', 'setup.done', 'Kontor is set up already.')
  const house: By = {
    id: EVERYONE,
    name: 'Kontor',
    role: 'admin',
    principals: [],
    language: input.language,
    via: 'system',
  }
  const admin = await createUser(tx, house, { ...input.admin, role: 'admin', language: input.language })
  const by: By = { ...house, id: admin.id, name: admin.name, principals: [admin.id, EVERYONE] }
  const { holidays = { country: 'DE' as const } } = input
  await changeSettings(tx, by, {
    patch: {
      firm: input.firm,
      holidays,
      country: holidays.country,
      language: input.language,
      currency: holidays.country === 'CH' ? 'CHF' : 'EUR',
    },
  })
  await createLabels(tx, by, input.language)
  await createInvoiceDefaults(tx, input.language)
  await seedTaxes(tx, by, holidays.country)
  await createFirstPipeline(tx, by, input.language)
  return by
}

async function createLabels(tx: Tx<SetupDb>, by: By, language: Language): Promise<void> {
  for (const list of LABEL_LISTS) {
    for (const { color, icon, [language]: name } of DEFAULT_LABELS[list]) {
      await createLabel(tx, by, { list, uses: [], input: { name, color, icon } })
    }
  }
}
