import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { BulkChange } from '../../bulk.ts'
import { checkState } from '../check-state.ts'
import { newState } from '../contact-state.ts'
import type { ContactContext } from '../contact-state.ts'
import { readReferences } from '../references.ts'
import type { ContactsDb } from '../tables.ts'

/**
 * Refuses what could be done to no contact at all: a type that is not there, a value its custom field cannot have. Gives
 * back the change with the values of custom fields as they are kept.
 */
export async function checkBulk(
  tx: Tx<ContactsDb>,
  by: By,
  change: BulkChange,
  context: ContactContext,
): Promise<BulkChange> {
  const { typeId = null, temperatureId = null, custom = {}, managers = [], addManagers = [] } = change
  const probe = newState(by, {
    kind: 'company',
    companyName: '–',
    typeId,
    temperatureId,
    custom,
    managers: [...managers, ...addManagers],
  })
  const references = await readReferences(tx, by, [probe])
  const fields = context.fields.map((field) => ({ ...field, required: false, defaultValue: null }))
  const checked = checkState(probe, { context: { ...context, fields }, references })
  if (checked instanceof Problem) throw checked
  if (change.custom === undefined) return change
  const emptied = Object.keys(custom).map((key) => [key, checked.custom[key] ?? null])
  return { ...change, custom: Object.fromEntries(emptied) as Record<string, unknown> }
}
