import { transaction } from '#platform/database.ts'
import { mergeItem } from '../../merge.ts'
import { absorb, policyOf } from '../pull/absorb.ts'
import { readLink, readLinks } from '../links.ts'
import { noteConflicts } from '../pull/note-conflicts.ts'
import { ourKind } from '../ours/our-areas.ts'
import { pictureOf, pushPhoto } from '../ours/photos.ts'
import { pick, storeOf } from '../run.ts'
import type { RemoteItem, Run } from '../run.ts'

/**
 * Writes all that our record knows over its item, whatever was changed there meanwhile; what that overrules is kept as
 * a conflict. What our record says nothing of stays as it is there. True when there was anything to write.
 */
export async function overwriteThere(run: Run, linkId: string): Promise<boolean> {
  const [link] = await readLinks(run.db, [linkId])
  if (!link || link.remoteId === null || link.area === 'mail') return false
  const kind = ourKind(link.recordKind)
  const ours = (await kind.read(run.db, run.by, [link.recordId])).get(link.recordId)
  const collection = await run.db
    .selectFrom('groupwareCollection')
    .select(['remoteId', 'round'])
    .where('id', '=', link.collectionId)
    .executeTakeFirstOrThrow()
  const store = storeOf(run, kind.area, collection)
  const [there] = await store.get([link.remoteId])
  if (!ours || !there) return false
  // Asked before it is written over: a picture of theirs is told by ours made of it.
  await pictureOf(run, store, link, there)
  const { fields } = policyOf(run, kind, link, { own: true, ours })
  const said = fields.filter((field) => !isEmpty(ours.item[field]))
  const agreed = { ours: there.item, theirs: there.item }
  const sides = { agreed, ours: ours.item, theirs: there.item }
  const { photo, ...plain } = mergeItem(run.rules[kind.area], said, sides, { winner: 'ours' }).toTheirs
  const names = Object.keys(plain)
  if (names.length === 0 && photo === undefined) return false
  let remote: RemoteItem = there
  if (names.length > 0) remote = await store.change(there, { ...there.item, ...plain }, names)
  if (photo !== undefined) remote = await pushPhoto(run, store, remote, ours)
  run.counts.changedThere += 1
  const picture = await pictureOf(run, store, link, remote)
  const lost = [...names, ...(photo === undefined ? [] : ['photo'])]
    .filter((field) => field !== 'kontorId' && !isEmpty(there.item[field]))
    .map((field) => ({
      field,
      agreed: null,
      ours: ours.item[field],
      theirs: there.item[field],
      kept: 'ours' as const,
    }))
  await transaction(run.db, async (tx) => {
    const now = await readLink(tx, link.id)
    if (!now) return
    await noteConflicts(tx, run, link, lost)
    const both = { ours: pick(ours.item, fields), theirs: pick(remote.item, fields) }
    await absorb(tx, run, { link: now, remote, agreed: both, picture, round: collection.round })
  })
  return true
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
