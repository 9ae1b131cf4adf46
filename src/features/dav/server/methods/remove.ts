import type { FastifyReply } from 'fastify'
import { Problem, missing } from '#kernel/problem.ts'
import { transaction } from '#platform/database.ts'
import { placeOf } from '../../places.ts'
import type { Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import type { Asking } from '../asking.ts'
import { lockCollection, noteChanges } from '../collection.ts'
import { demandConditions, demandIf } from './conditions.ts'
import { OBJECTS } from '../objects/objects.ts'
import { findResource } from '../resources.ts'

type ObjectPlace = Extract<Place, { kind: 'object' }>

/** DELETE: the record goes where Kontor's own button would send it, mostly to the bin. Collections stay. */
export async function removeObject(
  { db, by, request, response }: Asking,
  place: Place,
): Promise<FastifyReply> {
  if (place.kind !== 'object' || by.role === 'guest') throw refusal('D:need-privileges')
  const { collection: kind, name } = place
  await transaction(db, async (tx) => {
    const collection = await lockCollection(tx, by, kind)
    const resource = await findResource(tx, by, kind, name)
    if (!resource) throw missing()
    demandConditions(request, resource)
    await demandIf(tx, by, request)
    await OBJECTS[kind].remove(tx, by, resource)
    await noteChanges(tx, by, collection, { only: [resource.recordId] })
  }).catch((error: unknown) => {
    // Such as a visit under way, or a contact with invoices.
    if (error instanceof Problem && error.kind === 'conflict') {
      throw refusal('D:need-privileges', { detail: error.message })
    }
    throw error
  })
  return response.code(204).send()
}

/** MOVE (RFC 4918, 9.9) inside of a collection: another name. What a thing is does not change by moving it. */
export async function moveObject({ db, by, request, response }: Asking, place: Place): Promise<FastifyReply> {
  const to = placeOf(String(request.headers['destination'] ?? ''))
  if (place.kind !== 'object' || by.role === 'guest') throw refusal('D:need-privileges')
  if (!to) throw new Problem('invalid', 'dav.destination', 'Destination, please.')
  if (to.kind !== 'object' || to.userId !== by.id || to.collection !== place.collection) {
    throw refusal('D:need-privileges', { detail: 'Only inside of one collection.' })
  }
  const replaced = await transaction(db, (tx) => rename(tx, { by, request }, { place, to }))
  return response.code(replaced ? 204 : 201).send()
}

async function rename(
  tx: Parameters<typeof lockCollection>[0],
  { by, request }: Pick<Asking, 'by' | 'request'>,
  { place, to }: { place: ObjectPlace; to: ObjectPlace },
): Promise<boolean> {
  const kind = place.collection
  const collection = await lockCollection(tx, by, kind)
  const resource = await findResource(tx, by, kind, place.name)
  if (!resource) throw missing()
  demandConditions(request, resource)
  await demandIf(tx, by, request)
  if (to.name === place.name) throw new Problem('forbidden', 'dav.same', 'It is there already.')
  const other = await findResource(tx, by, kind, to.name)
  if (other && request.headers['overwrite'] === 'F') throw new Problem('stale', 'stale', 'There is one.')
  if (other) await OBJECTS[kind].remove(tx, by, other)
  const mine = (name: string) =>
    [
      ['userId', '=', by.id],
      ['collection', '=', kind],
      ['name', '=', name],
    ] as const
  // The old name stays as a tombstone for those who know it; it stands for no record any more.
  const [user, set, named] = mine(to.name)
  await tx
    .deleteFrom('davResource')
    .where(...user)
    .where(...set)
    .where(...named)
    .execute()
  await tx
    .updateTable('davResource')
    .set({ name: to.name, mark: '' })
    .where(...user)
    .where(...set)
    .where('name', '=', place.name)
    .execute()
  await tx
    .insertInto('davResource')
    .values({
      ...resource,
      recordId: crypto.randomUUID(),
      mark: '',
      sequence: collection.sequence + 1,
      gone: true,
      raw: null,
    })
    .execute()
  await noteChanges(
    tx,
    by,
    { ...collection, sequence: collection.sequence + 1 },
    { only: [resource.recordId] },
  )
  return other !== undefined
}
