import type { Asked } from '../../xml/read-request.ts'
import type { Asking } from '../asking.ts'
import { OBJECTS } from './objects.ts'
import type { Subject } from '../properties.ts'
import { findResources } from '../resources.ts'
import type { Place } from '../../places.ts'

/** So many objects are made at once. */
const AT_ONCE = 500

/** Properties for which an object has to be read, not only its name. */
const OF_CONTENT = ['C:calendar-data', 'A:address-data', 'D:getcontentlength']

type ObjectPlace = Extract<Place, { kind: 'object' }>
export interface ObjectSubject extends Subject {
  place: ObjectPlace
  resource: { sequence: number; name: string }
}

/**
 * The objects by name, each with its text where that was asked for; one that is gone in this very moment is left out.
 * All of one collection.
 */
export async function withTexts<S extends ObjectSubject>(
  asking: Asking,
  subjects: readonly S[],
  asked: Asked,
): Promise<Map<string, S & { text?: string }>> {
  const wanted = asked.which === 'these' && asked.names.some((name) => OF_CONTENT.includes(name))
  const found = new Map<string, S & { text?: string }>()
  if (!wanted) {
    for (const subject of subjects) found.set(subject.resource.name, subject)
    return found
  }
  for (let at = 0; at < subjects.length; at += AT_ONCE) {
    const some = subjects.slice(at, at + AT_ONCE)
    const texts = await textsOf(asking, some)
    for (const subject of some) {
      const text = texts.get(subject.resource.name)
      if (text !== undefined) found.set(subject.resource.name, { ...subject, text })
    }
  }
  return found
}

async function textsOf(
  { db, by, house }: Asking,
  subjects: readonly ObjectSubject[],
): Promise<Map<string, string>> {
  const [first] = subjects
  if (!first) return new Map()
  const { collection } = first.place
  const names = subjects.map(({ resource }) => resource.name)
  const resources = await findResources(db, by, collection, names)
  const texts = await OBJECTS[collection].texts({ db, by, house }, resources)
  return new Map(
    resources.flatMap(({ name, recordId }) => {
      const text = texts.get(recordId)
      return text === undefined ? [] : [[name, text]]
    }),
  )
}
