import type { FastifyReply } from 'fastify'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import { transaction } from '#platform/database.ts'
import type { Tx } from '#platform/database.ts'
import { pathOf } from '../../places.ts'
import type { CollectionName, Place } from '../../places.ts'
import { refusal } from '../../refusal.ts'
import type { Asking } from '../asking.ts'
import { lockCollection, noteChanges } from '../collection.ts'
import type { Resource } from '../collection.ts'
import { demandConditions, demandIf } from './conditions.ts'
import { OBJECTS } from '../objects/objects.ts'
import type { Ready, Written } from '../objects/objects.ts'
import { MAX_SIZE } from '../properties.ts'
import { etagOf, findResource } from '../resources.ts'
import type { DavDb } from '../tables.ts'

type ObjectPlace = Extract<Place, { kind: 'object' }>

/**
 * PUT: an appointment, a task, a contact as a program wrote it. Its fields go into the record by the actions everybody
 * uses; the text itself is kept beside it, so that what Kontor has no place for comes back. The answer has an ETag only
 * when a GET would give the very same bytes (RFC 4791, 5.3.4); else programs fetch what became of it.
 */
export async function putObject(asking: Asking, place: ObjectPlace): Promise<FastifyReply> {
  const { db, by, house, request, response } = asking
  const { collection, name } = place
  if (by.role === 'guest') throw refusal('D:need-privileges', { detail: 'Guests only read.' })
  const text = readText(asking, collection)
  const known = await findResource(db, by, collection, name)
  demandConditions(request, known)
  const ready = await OBJECTS[collection].prepare({ db, by, house }, text, known).catch(asRefusal)
  const { resource, isNew } = await transaction(db, (tx) => store(tx, asking, place, { ready, text })).catch(
    asRefusal,
  )
  if (resource.gone) throw refusal('D:need-privileges', { detail: 'It would not be yours any more.' })
  const texts = await OBJECTS[collection].texts({ db, by, house }, [resource])
  if (texts.get(resource.recordId) === text) response.header('etag', etagOf(resource))
  return response.code(isNew ? 201 : 204).send()
}

async function store(
  tx: Tx<DavDb>,
  { by, request }: Asking,
  place: ObjectPlace,
  { ready, text }: { ready: Ready; text: string },
): Promise<{ resource: Resource; isNew: boolean }> {
  const { collection: kind, name } = place
  const collection = await lockCollection(tx, by, kind)
  const known = await findResource(tx, by, kind, name)
  demandConditions(request, known)
  await demandIf(tx, by, request)
  await refuseTwins(tx, by, place, { uid: ready.uid, known })
  const written = await ready.write(tx, by, known)
  await keepText(tx, by, { kind, name, uid: ready.uid, text }, written)
  await noteChanges(tx, by, collection, { only: [written.id] })
  const resource = await tx
    .selectFrom('davResource')
    .selectAll()
    .where('userId', '=', by.id)
    .where('collection', '=', kind)
    .where('recordId', '=', written.id)
    .executeTakeFirstOrThrow()
  return { resource, isNew: !known }
}

/** A UID stands once in a collection and stays that of its object (RFC 4791, 5.3.2.1; RFC 6352, 6.3.2.1). */
async function refuseTwins(
  tx: Tx<DavDb>,
  by: By,
  place: ObjectPlace,
  { uid, known }: { uid: string; known: Resource | undefined },
): Promise<void> {
  const precondition = place.collection === 'contacts' ? 'A:no-uid-conflict' : 'C:no-uid-conflict'
  if (known && known.uid !== uid) throw refusal(precondition, { path: pathOf(place) })
  if (known) return
  const twin = await tx
    .selectFrom('davResource')
    .select('name')
    .where('userId', '=', by.id)
    .where('collection', '=', place.collection)
    .where('uid', '=', uid)
    .where('gone', '=', false)
    .executeTakeFirst()
  if (twin) throw refusal(precondition, { path: pathOf({ ...place, name: twin.name }) })
}

/**
 * Writes down under which name and with which text the record is known. Its mark is left open: the comparison that
 * follows gives it the state of now and a number of its own.
 */
async function keepText(
  tx: Tx<DavDb>,
  by: By,
  { kind, name, uid, text }: { kind: CollectionName; name: string; uid: string; text: string },
  { id, kind: recordKind, photo = null }: Written,
): Promise<void> {
  // Its name may be that of something that is gone, and the record may have stood there under another.
  await tx
    .deleteFrom('davResource')
    .where('userId', '=', by.id)
    .where('collection', '=', kind)
    .where((e) => e.or([e('name', '=', name), e('recordId', '=', id)]))
    .execute()
  await tx
    .insertInto('davResource')
    .values({
      userId: by.id,
      collection: kind,
      name,
      uid,
      recordKind,
      recordId: id,
      mark: '',
      sequence: 0,
      raw: text,
      photo,
    })
    .execute()
}

/** The body as a text of the kind the collection takes. */
function readText({ request, body }: Asking, collection: CollectionName): string {
  const [supported, valid, size] =
    collection === 'contacts'
      ? ['A:supported-address-data', 'A:valid-address-data', 'A:max-resource-size']
      : ['C:supported-calendar-data', 'C:valid-calendar-data', 'C:max-resource-size']
  const type = request.headers['content-type'] ?? ''
  const fits = collection === 'contacts' ? /^text\/(x-)?vcard\b/i : /^text\/calendar\b/i
  if (type !== '' && !fits.test(type)) throw refusal(supported, { kind: 'wrong-kind' })
  if (body.length > MAX_SIZE) throw refusal(size)
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    if (!text.includes('\0')) return text
  } catch {
    // Not UTF-8, which both formats are.
  }
  throw refusal(valid, { detail: 'UTF-8, please.' })
}

/** What an action refuses, in the words of DAV. */
function asRefusal(error: unknown): never {
  // Temporal says so of times that no clock shows, such as a duration of a million years.
  if (error instanceof RangeError) throw refusal('C:valid-calendar-data', { detail: error.message })
  if (!(error instanceof Problem) || error.more['precondition'] !== undefined) throw error
  if (error.kind === 'invalid' || error.kind === 'conflict' || error.kind === 'too-large') {
    throw refusal('C:valid-calendar-object-resource', { detail: error.message })
  }
  throw error
}
