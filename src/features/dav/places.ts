/** What a user's programs find: appointments with visits (VEVENT), tasks (VTODO), contacts (vCard). */
export const COLLECTIONS = ['appointments', 'tasks', 'contacts'] as const
export type CollectionName = (typeof COLLECTIONS)[number]

/** What an address below `/dav/` stands for. */
export type Place =
  | { kind: 'root' }
  | { kind: 'principals' }
  | { kind: 'principal'; userId: string }
  | { kind: 'home'; home: Home; userId: string }
  | { kind: 'collection'; userId: string; collection: CollectionName }
  | { kind: 'object'; userId: string; collection: CollectionName; name: string }

export type Home = 'calendars' | 'addressbooks'

/** The homes and what stands in them, in the order programs show it. */
export const HOMES: Record<Home, readonly CollectionName[]> = {
  calendars: ['appointments', 'tasks'],
  addressbooks: ['contacts'],
}

/** Media type and ending of the objects of a collection. */
export const TYPES: Record<CollectionName, { type: string; ending: string }> = {
  appointments: { type: 'text/calendar; charset=utf-8; component=VEVENT', ending: '.ics' },
  tasks: { type: 'text/calendar; charset=utf-8; component=VTODO', ending: '.ics' },
  contacts: { type: 'text/vcard; charset=utf-8', ending: '.vcf' },
}

const PATH = '/dav/'

/** The place of a path as it came, or of a whole address; undefined where there can be none. */
export function placeOf(address: string): Place | undefined {
  const [path = ''] = address.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/)
  if (path === '/' || path === '') return { kind: 'root' }
  if (path !== '/dav' && !path.startsWith(PATH)) return undefined
  const parts = path
    .slice(PATH.length)
    .split('/')
    .map((part) => decode(part))
  if (parts.at(-1) === '') parts.pop()
  if (parts.some((part) => part === undefined || part === '')) return undefined
  return below(parts as string[])
}

function below([area, userId, collection, name, ...more]: string[]): Place | undefined {
  if (more.length > 0) return undefined
  if (area === undefined) return { kind: 'root' }
  if (area === 'principals') {
    if (userId === undefined) return { kind: 'principals' }
    return collection === undefined ? { kind: 'principal', userId } : undefined
  }
  if (area !== 'calendars' && area !== 'addressbooks') return undefined
  if (userId === undefined) return undefined
  if (collection === undefined) return { kind: 'home', home: area, userId }
  const known = HOMES[area].find((one) => one === collection)
  if (!known) return undefined
  if (name === undefined) return { kind: 'collection', userId, collection: known }
  return { kind: 'object', userId, collection: known, name }
}

/** The path of a place, as answers name it. */
export function pathOf(place: Place): string {
  if (place.kind === 'root') return PATH
  if (place.kind === 'principals') return `${PATH}principals/`
  if (place.kind === 'principal') return `${PATH}principals/${place.userId}/`
  if (place.kind === 'home') return `${PATH}${place.home}/${place.userId}/`
  const { userId, collection } = place
  const path = `${PATH}${homeOf(collection)}/${userId}/${collection}/`
  return place.kind === 'collection' ? path : path + encodeURIComponent(place.name)
}

export function homeOf(collection: CollectionName): Home {
  return collection === 'contacts' ? 'addressbooks' : 'calendars'
}

/** A name of a file as the address has it; undefined for what is none. */
function decode(part: string): string | undefined {
  try {
    const text = decodeURIComponent(part)
    // oxlint-disable-next-line no-control-regex -- these stand in no name
    return text.length > 255 || /[\u0000-\u001f\u007f/]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}
