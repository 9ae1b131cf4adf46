import type { AboutIds } from '#features/subjects/server/subjects.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { wallOf } from '#kernel/wall.ts'
import { decide } from '../../decide.ts'
import { NOTHING_AGREED, agreeAfter } from '../../merge.ts'
import { absorb, policyOf } from './absorb.ts'
import { aboutOf, makeLink, saveLink } from '../links.ts'
import { ourKind } from '../ours/our-areas.ts'
import type { OurArea } from '../ours/our-side.ts'
import type { CollectionRow, RemoteItem, Run, SyncItem } from '../run.ts'
import type { SyncDb } from '../tables.ts'

interface New {
  remote: RemoteItem
  collection: CollectionRow
}

/** An item nothing of ours is linked with: the record it is already, or a new one where that is wanted. */
export async function createHere(
  tx: Tx<SyncDb>,
  run: Run,
  area: OurArea,
  { remote, collection }: New,
): Promise<void> {
  const item = shown(run, area, remote.item)
  if (item) await takeHere(tx, run, area, { remote, item, collection })
}

/** What became of an item that was taken over; undefined where nothing can be made of it. */
export interface Taken {
  kind: string
  id: string
  /** It was here already, and is linked now. */
  isMatch: boolean
}

interface Taking extends New {
  /** What of it is shown. */
  item: SyncItem
  /** What somebody said it is about. */
  about?: AboutIds
}

/** Makes a record of an item, or finds the one it is already, and links both. */
export async function takeHere(
  tx: Tx<SyncDb>,
  run: Run,
  area: OurArea,
  { remote, item, collection, about }: Taking,
): Promise<Taken | undefined> {
  if (!area.create) return undefined
  const place = {
    accountId: run.account.id,
    collectionId: collection.id,
    area: area.area,
    round: collection.round,
  }
  const tied = { ...place, remoteId: remote.id, uid: remote.item.uid }
  const match = await area.match?.(tx, run.by, run.account, item)
  if (match) {
    if (match.joins) await area.join?.(tx, run.by, match.id, item)
    const link = await makeLink(tx, {
      ...tied,
      recordKind: match.kind,
      recordId: match.id,
      origin: 'matched',
    })
    await absorb(tx, run, { link, remote, agreed: NOTHING_AGREED })
    return { kind: match.kind, id: match.id, isMatch: true }
  }
  const made = await area.create(tx, run.by, item, about)
  run.counts.created += 1
  const isHidden = item !== remote.item
  const state = isHidden ? ('timesOnly' as const) : ('linked' as const)
  const link = await makeLink(tx, {
    ...tied,
    recordKind: made.kind,
    recordId: made.id,
    origin: 'theirs',
    state,
  })
  const kind = ourKind(made.kind)
  const ours = (await kind.read(tx, run.by, [made.id])).get(made.id)
  if (!ours) throw new Error(`nothing was made of ${made.kind}`)
  const { fields } = policyOf(run, kind, link, { own: aboutOf(item).own, ours })
  const sides = { agreed: NOTHING_AGREED, ours: ours.item, theirs: item }
  await saveLink(tx, run, link.id, {
    etag: remote.etag,
    agreed: agreeAfter(run.rules[area.area], fields, sides, { toOurs: {}, toTheirs: {}, conflicts: [] }),
    about: aboutOf(item),
    ourVersion: ours.version,
  })
  return { ...made, isMatch: false }
}

/** The item as it may be taken over; undefined when it stays outside. A private one shows that the time is taken. */
function shown(run: Run, area: OurArea, item: SyncItem): SyncItem | undefined {
  const { options } = run.account
  if (decide('none', 'changed', makesHere(run, area)) !== 'createOurs') return undefined
  if (area.area !== 'appointment')
    return item['private'] === true && options.privateItems === 'skip' ? undefined : item
  const event = item as unknown as EventItem
  if (event.cancelled || isOver(run, event)) return undefined
  if (!event.private) return item
  return options.privateItems === 'skip' ? undefined : withoutContent(run.by, item)
}

/** A private event as time that is taken, and nothing else. */
export function withoutContent(by: By, item: SyncItem): SyncItem {
  const event = item as unknown as EventItem
  const title = by.language === 'de' ? 'Privat' : 'Private'
  const blank = {
    title,
    description: '',
    place: '',
    categories: [],
    attendees: [],
    exceptions: withoutWords(event),
  }
  return { ...item, ...blank }
}

function withoutWords({ exceptions }: EventItem): EventItem['exceptions'] {
  return exceptions.map(({ original, cancelled, changes }) => {
    const { start, end, allDay } = changes
    const times = { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) }
    return { original, cancelled, changes: { ...times, ...(allDay === undefined ? {} : { allDay }) } }
  })
}

function isOver(run: Run, { end, rrule }: EventItem): boolean {
  return rrule === null && wallOf(end) < run.now - (run.account.options.daysBack + 1) * 86_400_000
}

function makesHere({ account }: Run, { area }: OurArea) {
  return {
    area,
    origin: 'theirs' as const,
    creates: { ours: area !== 'contact' && account.options.automatic[area], theirs: false },
    removedThere: account.options.removedThere,
    keepsOurs: false,
    carriesOurId: false,
    timesOnly: false,
    foreign: false,
  }
}
