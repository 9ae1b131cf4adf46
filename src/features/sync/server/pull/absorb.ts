import { sql } from 'kysely'
import type { Picture } from '#features/contacts/server/make-picture.ts'
import { EVENT_TIME_FIELDS } from '#kernel/groupware/event-item.ts'
import { TODO_TIME_FIELDS } from '#kernel/groupware/todo-item.ts'
import { Problem } from '#kernel/problem.ts'
import type { Tx } from '#platform/database.ts'
import { unpackAgreed } from '../../agreed.ts'
import type { About } from '../../agreed.ts'
import { turned } from '../../decide.ts'
import { agreeAfter, mergeItem } from '../../merge.ts'
import type { Agreed, Merged, Policy } from '../../merge.ts'
import { goneHere } from './gone-here.ts'
import { PING_PONG, aboutOf, saveLink } from '../links.ts'
import { noteConflicts } from './note-conflicts.ts'
import { ourKind } from '../ours/our-areas.ts'
import type { OurKind, OurRecord } from '../ours/our-side.ts'
import type { Link, RemoteItem, Run, SyncItem } from '../run.ts'
import { isoOf } from '../run.ts'
import type { SyncDb } from '../tables.ts'
import { tellOfStop } from '../tell-of-stop.ts'

export interface Absorbing {
  link: Link
  remote: RemoteItem
  /** Our picture made of theirs, where that is another. */
  picture?: Picture | null | undefined
  /** What the item says of itself, where the item in hand does not. */
  about?: About
  /** What both agree on, where it is not what the link says. */
  agreed?: Agreed
  /** Where the link is from now on. */
  collectionId?: string
  round?: number
}

/**
 * Takes an item of theirs in: merges it with ours, writes ours, keeps what was overruled. What ours says and theirs
 * does not waits to be written there: the link has no version of ours then.
 */
export async function absorb(tx: Tx<SyncDb>, run: Run, absorbing: Absorbing): Promise<void> {
  const { link, remote } = absorbing
  const kind = ourKind(link.recordKind)
  const { uid } = remote.item as Partial<SyncItem>
  const place = {
    remoteId: remote.id,
    etag: remote.etag,
    ...(uid === undefined || uid === link.uid ? {} : { uidThere: uid }),
    ...(absorbing.collectionId === undefined ? {} : { collectionId: absorbing.collectionId }),
    ...(absorbing.round === undefined ? {} : { round: absorbing.round }),
  }
  const kept = unpackAgreed(link.agreed)
  const about = absorbing.about ?? aboutOf(remote.item)
  const ours = await readAnswered(tx, run, { kind, id: link.recordId, was: kept.about, is: about })
  if (!ours) return goneHere(tx, run, { link, remote, place })
  const agreed = absorbing.agreed ?? kept
  const { fields, policy } = policyOf(run, kind, link, { own: about.own, ours })
  const sides = { agreed, ours: ours.item, theirs: remote.item }
  const merged = mergeItem(run.rules[kind.area], fields, sides, {
    ...policy,
    readOnly: policy.readOnly || !ours.mayChange,
  })
  const isWritten = Object.keys(merged.toOurs).length > 0
  const turn = isWritten ? turned(link, 'here', run.now) : undefined
  if (turn?.isPingPong) return failLink(tx, run, link, { fault: PING_PONG, version: ours.version, place })
  const after = isWritten
    ? await write(tx, run, { kind, ours, merged, remote, picture: absorbing.picture })
    : ours
  if (after instanceof Problem)
    return refuse(tx, run, { ...absorbing, about, place, kind, ours, merged, fields, agreed, why: after })
  if (!ours.isCopy && !absorbing.about && link.state !== 'timesOnly')
    await kind.told?.(tx, ours.id, remote.item)
  await noteConflicts(tx, run, link, merged.conflicts)
  const isWaiting = Object.keys(merged.toTheirs).length > 0
  await saveLink(tx, run, link.id, {
    ...place,
    ...(turn ? { turns: turn.turns, turnedAt: isoOf(run.now) } : {}),
    agreed: agreeAfter(run.rules[kind.area], fields, { ...sides, ours: after.item }, merged),
    about,
    ourVersion: isWaiting ? null : after.version,
    state: link.state === 'timesOnly' ? 'timesOnly' : 'linked',
    fault: null,
  })
}

/** Ours, with what its owner answered there meanwhile: an open question there takes back no answer that was given here. */
async function readAnswered(
  tx: Tx<SyncDb>,
  run: Run,
  { kind, id, was, is }: { kind: OurKind; id: string; was: About; is: About },
): Promise<OurRecord | undefined> {
  const ours = (await kind.read(tx, run.by, [id])).get(id)
  const isAnother = is.response !== was.response && (is.response !== 'open' || was.response !== undefined)
  if (!ours || !kind.answer || is.response === undefined || !isAnother) return ours
  await kind.answer(tx, run.by, id, is.response)
  return (await kind.read(tx, run.by, [id])).get(id)
}

/** What is kept in step of a link, and who wins. */
export function policyOf(
  run: Run,
  kind: OurKind,
  link: Pick<Link, 'state' | 'area'>,
  { own, ours }: { own: boolean; ours: Pick<OurRecord, 'isCopy' | 'isHeld'> },
): { fields: string[]; policy: Policy } {
  const { options } = run.account
  if (ours.isCopy) return { fields: [], policy: { winner: 'theirs', readOnly: true } }
  const all = [...kind.fields(options)]
  const { area } = kind
  if (link.state === 'timesOnly') {
    const times: readonly string[] = area === 'task' ? TODO_TIME_FIELDS : EVENT_TIME_FIELDS
    return {
      fields: all.filter((field) => times.includes(field)),
      policy: { winner: 'theirs', readOnly: true },
    }
  }
  const policy: Policy = { winner: options.winner[area] }
  if (area === 'contact')
    return { fields: all, policy: { ...policy, lead: options.contactsLead, apart: ['company'] } }
  if (ours.isHeld && !own) return { fields: all, policy: { ...policy, readOnly: true } }
  return { fields: all, policy: own ? policy : { ...policy, foreign: FOREIGN } }
}

/** What may be written into an event of another organizer: it concerns the own calendar alone. */
const FOREIGN = ['reminderMinutes', 'categories']

interface Writing {
  kind: OurKind
  ours: OurRecord
  merged: Merged
  remote: RemoteItem
  picture: Picture | null | undefined
}

/** Writes ours by its own action; a refusal leaves it as it was, and comes back. */
export async function write(
  tx: Tx<SyncDb>,
  run: Run,
  { kind, ours, merged, remote, picture }: Writing,
): Promise<OurRecord | Problem> {
  const item = { ...remote.item, ...merged.toOurs } as SyncItem
  await sql`savepoint taking_over`.execute(tx)
  try {
    await kind.change(tx, run.by, ours, { fields: Object.keys(merged.toOurs), item, picture })
    const after = (await kind.read(tx, run.by, [ours.id])).get(ours.id)
    await sql`release savepoint taking_over`.execute(tx)
    run.counts.changed += 1
    return after ?? ours
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint taking_over`.execute(tx)
    return error
  }
}

interface Refused extends Absorbing {
  about: About
  place: object
  kind: OurKind
  ours: OurRecord
  merged: Merged
  fields: string[]
  agreed: Agreed
  why: Problem
}

/**
 * A rule of ours forbids what was changed there: ours stays and is written back, what they said is kept as a conflict.
 * Where ours may not be written, the link fails and says why.
 */
async function refuse(tx: Tx<SyncDb>, run: Run, refused: Refused): Promise<void> {
  const { link, remote, about, place, kind, ours, merged, fields, agreed, why } = refused
  const refusedFields = Object.keys(merged.toOurs)
  const lost = refusedFields.map((field) => ({
    field,
    agreed: agreed.theirs[field] ?? null,
    ours: ours.item[field] ?? null,
    theirs: remote.item[field] ?? null,
    kept: 'ours' as const,
  }))
  await noteConflicts(tx, run, link, [...merged.conflicts, ...lost])
  const mayWrite = about.own && link.state !== 'timesOnly' && ours.mayChange && kind.keepsOurs
  if (!mayWrite) return failLink(tx, run, link, { fault: why.code, version: ours.version, place })
  const waiting = {
    ...merged.toTheirs,
    ...Object.fromEntries(refusedFields.map((field) => [field, ours.item[field]])),
  }
  const sides = { agreed, ours: ours.item, theirs: remote.item }
  const next = agreeAfter(run.rules[kind.area], fields, sides, { ...merged, toTheirs: waiting })
  await saveLink(tx, run, link.id, { ...place, agreed: next, about, ourVersion: null })
}

/** The link stops until one of its sides is another. */
export async function failLink(
  tx: Tx<SyncDb>,
  run: Run,
  link: Link,
  { fault, version, place = {} }: { fault: string; version: number | null; place?: object },
): Promise<void> {
  run.counts.failed += 1
  if (fault === PING_PONG) await tellOfStop(tx, run, link)
  const state = link.state === 'timesOnly' ? 'timesOnly' : 'failed'
  const turnedAt = fault === PING_PONG ? isoOf(run.now) : null
  await saveLink(tx, run, link.id, { ...place, state, fault, ourVersion: version, turns: 0, turnedAt })
}
