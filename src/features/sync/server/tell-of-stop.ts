import { notify } from '#features/notifications/server/notify.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { textOf } from '../item-fields.ts'
import { ourKind } from './ours/our-areas.ts'
import type { Link, Run } from './run.ts'
import type { SyncDb } from './tables.ts'

/** Tells the account's user that a record rests, because both sides kept changing it; what it says stays as it is. */
export async function tellOfStop(tx: Tx<SyncDb>, run: Run, link: Link): Promise<void> {
  const { recordKind: kind, recordId: id } = link
  const item = (await ourKind(kind).read(tx, run.by, [id])).get(id)?.item
  const title = textOf(item?.['displayName']) || textOf(item?.['title']) || run.account.name
  await notify(tx, KONTOR, {
    users: [run.by.id],
    kind: 'sync',
    record: { kind, id, title },
    text: run.account.name,
  })
}

const KONTOR: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'system',
}
