import { createHash } from 'node:crypto'
import type { SingleValueLegacyExtendedProperty } from '@microsoft/microsoft-graph-types'
import type { GraphCall } from './graph-call.ts'
import { query, quoted } from './graph-entity.ts'

// What Kontor writes into events and contacts for itself: extended properties in a name space of its own, which no
// other program shows or touches. They can be searched for; open extensions of Outlook's items cannot.

const SPACE = '{5f1d0c1b-7a1e-4f0a-9f51-6e1f2a4f7c30}'
const KONTOR_ID = `String ${SPACE} Name KontorId`
const KONTOR_UID = `String ${SPACE} Name KontorUid`
const KONTOR_KEPT = `String ${SPACE} Name KontorKept`
const ALL = [KONTOR_ID, KONTOR_UID, KONTOR_KEPT]

/** What the marks of an item say; `kept` is what Graph has no field for. */
export interface Marks<K> {
  kontorId: string | null
  uid: string | undefined
  kept: Partial<K>
}

/** `$expand` for an item's marks. */
export const EXPAND_MARKS = `singleValueExtendedProperties($filter=${ALL.map((id) => `id eq ${quoted(id)}`).join(' or ')})`

/** `$filter` for the item that was made with this UID. */
export function markedWith(uid: string): string {
  return `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(KONTOR_UID)} and ep/value eq ${quoted(uid)})`
}

interface Marked {
  id: string
  singleValueExtendedProperties?: Properties
}

type Properties = readonly SingleValueLegacyExtendedProperty[] | null | undefined

/** The marks of an item whose properties were asked for. */
export function marksOf<K>(properties: Properties): Marks<K> {
  const value = (id: string) =>
    properties?.find((one) => one.id?.toLowerCase() === id.toLowerCase())?.value ?? undefined
  return { kontorId: value(KONTOR_ID) || null, uid: value(KONTOR_UID), kept: keptIn(value(KONTOR_KEPT)) }
}

/** The marks of everything in a folder, for a round that begins anew: delta queries cannot tell them. */
export async function marksIn<K>(call: GraphCall, path: string): Promise<Map<string, Marks<K>>> {
  const options = query({ $select: 'id', $expand: EXPAND_MARKS, $top: '250' })
  const found = new Map<string, Marks<K>>()
  for await (const { id, singleValueExtendedProperties: said } of call.all<Marked>(`${path}?${options}`)) {
    if (said?.length) found.set(id, marksOf(said))
  }
  return found
}

/** The properties that say these marks; what is undefined stays as it is. */
export function propertiesOf(marks: {
  kontorId?: string | null
  uid?: string
  kept?: object
}): SingleValueLegacyExtendedProperty[] {
  return [
    ...(marks.kontorId === undefined ? [] : [{ id: KONTOR_ID, value: marks.kontorId ?? '' }]),
    ...(marks.uid === undefined ? [] : [{ id: KONTOR_UID, value: marks.uid }]),
    ...(marks.kept === undefined ? [] : [{ id: KONTOR_KEPT, value: JSON.stringify(marks.kept) }]),
  ]
}

/** The same for the same UID, so that Graph makes an event once. */
export function transactionOf(uid: string): string {
  const hash = createHash('sha256').update(uid).digest('hex')
  return [8, 12, 16, 20, 32].map((end, at, ends) => hash.slice(ends[at - 1] ?? 0, end)).join('-')
}

function keptIn<K>(text: string | undefined): Partial<K> {
  try {
    const kept: unknown = JSON.parse(text ?? '{}')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}
