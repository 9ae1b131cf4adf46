import { transaction } from '#platform/database.ts'
import { emailKey, isShared } from '#kernel/email.ts'
import { fold } from '#kernel/fold.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import { isMobile, phoneKey } from '#kernel/phone.ts'
import { NOTHING_AGREED } from '../../merge.ts'
import { absorb } from './absorb.ts'
import { readLink, saveLink } from '../links.ts'
import { ourKind } from '../ours/our-areas.ts'
import { pictureOf } from '../ours/photos.ts'
import { PAGE, storeOf } from '../run.ts'
import type { CollectionRow, Link, RemoteItem, Run } from '../run.ts'

/** No more of those who are new there are looked for at once. */
const MOST = 500

/**
 * Whoever is to go to an address book and is surely in it already (the same address, or the same last name and mobile
 * number) is linked instead of made a second time.
 */
export async function matchCards(run: Run, collections: readonly CollectionRow[]): Promise<void> {
  for (const collection of collections) {
    if (collection.removals === 'held') continue
    const links = await pendingLinks(run, collection)
    if (links.length === 0) continue
    const wanted = await keysOf(run, links)
    const store = storeOf(run, 'contact', collection)
    for (let token: string | null = null; wanted.size > 0;) {
      run.signal.throwIfAborted()
      const page = await store.changes(token, { limit: PAGE, signal: run.signal })
      const linked = await linkedAmong(run, page.changed)
      for (const remote of page.changed) {
        const id = linked.has(remote.id)
          ? undefined
          : firstOf(wanted, remote.item as unknown as CardItem, run.country)
        if (id === undefined) continue
        await tie(run, { id, remote, collection })
        for (const [key, other] of wanted) if (other === id) wanted.delete(key)
      }
      if (!page.more) break
      token = page.token
    }
  }
}

function pendingLinks(run: Run, { id }: CollectionRow): Promise<Link[]> {
  return run.db
    .selectFrom('groupwareLink')
    .selectAll()
    .where('accountId', '=', run.account.id)
    .where('collectionId', '=', id)
    .where('recordKind', '=', 'contact')
    .where('state', '=', 'linked')
    .where('remoteId', 'is', null)
    .where('fault', 'is', null)
    .orderBy('id')
    .limit(MOST)
    .execute()
}

async function keysOf(run: Run, links: readonly Link[]): Promise<Map<string, string>> {
  const records = await ourKind('contact').read(
    run.db,
    run.by,
    links.map(({ recordId }) => recordId),
  )
  const wanted = new Map<string, string>()
  for (const link of links) {
    const item = records.get(link.recordId)?.item as unknown as CardItem | undefined
    for (const key of item ? sureKeys(item, run.country) : []) if (!wanted.has(key)) wanted.set(key, link.id)
  }
  return wanted
}

/** By what somebody is surely the same; an address that several share only together with the name. */
function sureKeys({ emails, phones, lastName }: CardItem, country: string): string[] {
  const name = fold(lastName)
  const numbers = phones
    .map(({ value }) => phoneKey(value, country))
    .filter((key) => key !== '' && isMobile(key))
  return [
    ...emails.map(({ value }) => (isShared(value) ? `e:${emailKey(value)} ${name}` : `e:${emailKey(value)}`)),
    ...(name === '' ? [] : numbers.map((number) => `m:${number} ${name}`)),
  ]
}

function firstOf(wanted: ReadonlyMap<string, string>, card: CardItem, country: string): string | undefined {
  return sureKeys(card, country)
    .map((key) => wanted.get(key))
    .find((id) => id !== undefined)
}

async function linkedAmong(run: Run, remotes: readonly RemoteItem[]): Promise<Set<string | null>> {
  if (remotes.length === 0) return new Set()
  const rows = await run.db
    .selectFrom('groupwareLink')
    .select('remoteId')
    .where('accountId', '=', run.account.id)
    .where('area', '=', 'contact')
    .where(
      'remoteId',
      'in',
      remotes.map(({ id }) => id),
    )
    .execute()
  return new Set(rows.map(({ remoteId }) => remoteId))
}

async function tie(
  run: Run,
  { id, remote, collection }: { id: string; remote: RemoteItem; collection: CollectionRow },
) {
  const picture = await pictureOf(
    run,
    storeOf(run, 'contact', collection),
    { area: 'contact', agreed: {} },
    remote,
  )
  await transaction(run.db, async (tx) => {
    const link = await readLink(tx, id)
    if (!link || link.remoteId !== null) return
    await saveLink(tx, run, id, { origin: 'matched', uid: remote.item.uid })
    const matched = { ...link, origin: 'matched' as const, uid: remote.item.uid }
    await absorb(tx, run, { link: matched, remote, agreed: NOTHING_AGREED, picture, round: collection.round })
  })
}
