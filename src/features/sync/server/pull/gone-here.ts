import type { Tx } from '#platform/database.ts'
import { unpackAgreed } from '../../agreed.ts'
import { decide } from '../../decide.ts'
import type { Circumstances, Presence } from '../../decide.ts'
import { mergeItem } from '../../merge.ts'
import { WHOLE, aboutOf, saveLink } from '../links.ts'
import { noteConflicts } from './note-conflicts.ts'
import { ourKind } from '../ours/our-areas.ts'
import type { Link, RemoteItem, Run, SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

/** Marks an item that is still to be removed there. */
export const REMOVING = 'removing'

interface GoneHere {
  link: Link
  /** Theirs, where it is known anew. */
  remote?: RemoteItem
  place?: object
}

/** Our record is gone, or is not the owner's any more: theirs goes with it, or is let go, or somebody is asked. */
export async function goneHere(
  tx: Tx<SyncDb>,
  run: Run,
  { link, remote, place = {} }: GoneHere,
): Promise<void> {
  if (link.state === 'conflict') return saveLink(tx, run, link.id, place)
  const { about } = unpackAgreed(link.agreed)
  const theirs: Presence =
    link.remoteId === null && !remote
      ? 'none'
      : remote && isChanged(run, link, remote.item)
        ? 'changed'
        : 'same'
  const known = remote ? aboutOf(remote.item) : about
  const action = decide('gone', theirs, circumstances(run, link, known))
  if (action === 'removeTheirs')
    return saveLink(tx, run, link.id, { ...place, state: 'goneHere', fault: REMOVING })
  if (action !== 'offer') return saveLink(tx, run, link.id, { ...place, state: 'goneHere', fault: null })
  await noteConflicts(tx, run, link, [
    { field: WHOLE, agreed: null, ours: null, theirs: remote?.item ?? null, kept: 'theirs' },
  ])
  await saveLink(tx, run, link.id, { ...place, state: 'conflict', fault: null })
}

/** What the table of three states has to know of a link. */
export function circumstances(
  run: Run,
  link: Link,
  about: { own: boolean; kontorId: string | null },
): Circumstances {
  const { options } = run.account
  return {
    area: link.area === 'mail' ? 'appointment' : link.area,
    origin: link.origin,
    creates: { ours: false, theirs: true },
    removedThere: options.removedThere,
    keepsOurs: ourKind(link.recordKind).keepsOurs,
    carriesOurId: about.kontorId === link.recordId,
    timesOnly: link.state === 'timesOnly',
    foreign: !about.own,
  }
}

/** Whether an item says something else than both agreed on. */
export function isChanged(run: Run, link: Link, theirs: SyncItem): boolean {
  const kind = ourKind(link.recordKind)
  const agreed = unpackAgreed(link.agreed)
  const fields = kind.fields(run.account.options).filter((field) => field in agreed.theirs)
  const sides = { agreed: { ours: agreed.theirs, theirs: agreed.theirs }, ours: agreed.theirs, theirs }
  return Object.keys(mergeItem(run.rules[kind.area], fields, sides, { winner: 'theirs' }).toOurs).length > 0
}
