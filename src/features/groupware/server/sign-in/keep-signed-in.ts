import { randomUUIDv7 } from 'node:crypto'
import { sql } from 'kysely'
import { googleSettings } from '#connectors/groupware/sign-in/google.ts'
import type { SignedIn } from '#connectors/groupware/sign-in/sign-in.ts'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Config } from '#platform/config.ts'
import type { Tx } from '#platform/database.ts'
import { json } from '#platform/database.ts'
import { USUAL_OPTIONS } from '../../account.ts'
import type { SignInStart } from '../../sign-in.ts'
import { readAccount } from '../account-row.ts'
import type { AccountRow } from '../account-row.ts'
import { keepAccountSecret } from '../account-secret.ts'
import { writeLog } from '../groupware-log.ts'
import { FRESH, openSettingsOf, tell } from '../save-account.ts'
import type { GroupwareDb } from '../tables.ts'

interface Keeping {
  config: Config
  signedIn: SignedIn
  input: SignInStart
}

/** Keeps the tokens of who came back: in the account that was to be signed in anew, in that of this address, or a new one. */
export async function keepSignedIn(
  tx: Tx<GroupwareDb>,
  by: By,
  { config, signedIn, input }: Keeping,
): Promise<string> {
  const { userName, address: said, scopes: _scopes, ...tokens } = signedIn
  const ownerId = input.ownerId ?? by.id
  const kind = input.provider === 'microsoft' ? ('graph' as const) : ('open' as const)
  const address = addressOf(signedIn, input)
  const known = await knownAccount(tx, { ownerId, kind, address, input })
  const settings = json(settingsOf(address, { signedIn, input, known: known?.settings }))
  const id = known?.id ?? randomUUIDv7()
  if (known) {
    const change = { settings, ...FRESH, version: sql<number>`version + 1` }
    await tx.updateTable('groupwareAccount').set(change).where('id', '=', id).execute()
  } else {
    const name = input.name ?? (said || userName || address)
    const made = { createdBy: by.id, updatedBy: by.id, options: json(USUAL_OPTIONS) }
    await tx
      .insertInto('groupwareAccount')
      .values({ id, ownerId, kind, name, address, settings, ...made })
      .execute()
  }
  await keepAccountSecret(tx, config, id, tokens)
  await writeLog(tx, id, { action: 'connected' })
  const row = await readAccount(tx, by, id)
  await tell(tx, by, { action: 'groupware.connected', row, changes: [] })
  return id
}

/** Microsoft calls users by their principal name; elsewhere the address counts, and where none is said the typed one. */
function addressOf({ userName, address }: SignedIn, input: SignInStart): string {
  const said = input.provider === 'microsoft' ? userName : address
  return (said || (input.address ?? '') || userName).toLowerCase()
}

function settingsOf(
  address: string,
  {
    signedIn,
    input,
    known,
  }: Pick<Keeping, 'signedIn' | 'input'> & { known: AccountRow['settings'] | undefined },
): AccountRow['settings'] {
  if (input.provider === 'microsoft') return { mailbox: address, access: 'user' }
  // Who signs in anew to a known account says no servers: it has them.
  if (input.provider === 'other' && known && input.accountId !== undefined) return known
  if (input.provider === 'other') return { ...openSettingsOf({ ...input, address }), signIn: 'other' }
  const settings = googleSettings(address, signedIn.scopes)
  if (!settings.imap && !settings.caldav && !settings.carddav) {
    throw new Problem(
      'conflict',
      'groupware.nothing_allowed',
      'Allow at least one of mail, calendar, contacts.',
    )
  }
  return { ...settings, signIn: 'google' }
}

/** The account that is meant; who signs in as somebody else than it belongs to does not get into it. */
async function knownAccount(
  tx: Tx<GroupwareDb>,
  {
    ownerId,
    kind,
    address,
    input,
  }: { ownerId: string; kind: 'graph' | 'open'; address: string; input: SignInStart },
): Promise<Pick<AccountRow, 'id' | 'address' | 'settings'> | undefined> {
  const rows = await tx
    .selectFrom('groupwareAccount')
    .select(['id', 'address', 'settings'])
    .where('ownerId', '=', ownerId)
    .where('kind', '=', kind)
    .$if(kind === 'open', (query) => query.where(sql`settings ->> 'signIn'`, '=', input.provider))
    .forUpdate()
    .execute()
  if (input.accountId === undefined) return rows.find((row) => row.address === address)
  const meant = rows.find(({ id }) => id === input.accountId)
  if (meant?.address === address) return meant
  throw new Problem('conflict', 'groupware.other_person', `That is not ${meant?.address ?? 'this account'}.`)
}
