import { GroupwareError } from '#connectors/groupware/groupware-error.ts'
import { transaction } from '#platform/database.ts'
import { goneHere, isChanged } from '../pull/gone-here.ts'
import { readLink, saveLink } from '../links.ts'
import { storeOf } from '../run.ts'
import type { CollectionRow, Link, Run } from '../run.ts'

/** Takes the item away whose record is gone; one that was changed there meanwhile is asked about. */
export async function removeThere(run: Run, link: Link, collection: CollectionRow): Promise<void> {
  const { remoteId, area } = link
  if (remoteId === null || area === 'mail') return forget(run, link)
  const store = storeOf(run, area, collection)
  let etag = link.etag ?? ''
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      await store.remove({ id: remoteId, etag })
      run.counts.removedThere += 1
      return await forget(run, link)
    } catch (error) {
      if (!(error instanceof GroupwareError) || (error.fault !== 'stale' && error.fault !== 'not-found'))
        throw error
      const [remote] = await store.get([remoteId])
      if (!remote) return forget(run, link)
      if (isChanged(run, link, remote.item) && area !== 'contact')
        return transaction(run.db, async (tx) => {
          const now = await readLink(tx, link.id)
          if (now)
            await goneHere(tx, run, {
              link: { ...now, state: 'linked' },
              remote,
              place: { etag: remote.etag },
            })
        })
      etag = remote.etag
    }
  }
}

/** The link stays as a tombstone of what is gone on both sides, or was let go by its user. */
function forget(run: Run, { id, state }: Link): Promise<void> {
  const next = state === 'decoupled' ? state : 'goneHere'
  return transaction(run.db, (tx) =>
    saveLink(tx, run, id, { remoteId: null, etag: null, fault: null, state: next }),
  )
}
