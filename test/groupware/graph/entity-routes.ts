import { Refusal, equalIn } from './answer.ts'
import type { Ask, Delta } from './answer.ts'
import { etag } from './mailbox.ts'
import type { Entity, Folder, Kind, Mailbox, Raw } from './mailbox.ts'

// What all kinds of items have in common.

/** The folder a path names; of contacts the main one where it names none. */
export function folderAt({ box, params }: Ask, kind: Kind): Folder {
  const name = params['folder'] ?? 'contacts'
  const found = box.folders.find((one) => one.kind === kind && (one.id === name || one.alias === name))
  if (!found) throw new Refusal(404, 'ErrorItemNotFound', `no folder ${name}`)
  return found
}

/** The item a path names; ids that are none are refused otherwise than those that are gone. */
export function entityAt(ask: Ask, kind: Kind, folder?: Folder): Entity {
  const id = ask.params['id'] ?? ''
  if (!/^(AAk|OCC)LgA/.test(id)) throw new Refusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.')
  const found = ask.box.entities.get(id)
  if (!found || found.kind !== kind || (folder && found.folder !== folder.id)) {
    throw new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.')
  }
  return found
}

/** Refuses a write whose `If-Match` is another than what stands there. */
export function guard({ ifMatch }: Ask, now: string): void {
  if (ifMatch !== undefined && ifMatch !== now) throw new Refusal(412, 'ErrorIrresolvableConflict')
}

export function inFolder(box: Mailbox, folder: Folder): Entity[] {
  return [...box.entities.values()].filter((one) => one.folder === folder.id)
}

/** A round of changes since a token, for everything but calendars. */
export function deltaOf(ask: Ask, folder: Folder, show: (entity: Entity) => Raw): Delta {
  const since = Number(ask.query.get('$deltatoken') ?? 0)
  const live = inFolder(ask.box, folder).filter(({ version }) => version > since)
  const gone = ask.box.gone.filter((one) => one.folder === folder.id && one.version > since)
  const back = new Set(inFolder(ask.box, folder).map(({ id }) => id))
  return {
    entries: [
      ...live.map(show),
      // Graph names what is gone in a first round too.
      ...gone.filter(({ id }) => !back.has(id)).map(({ id }) => ({ id, '@removed': { reason: 'deleted' } })),
    ],
    token: String(ask.box.version),
  }
}

/** What Graph says of every item. */
export function common(entity: Entity): Raw {
  return { id: entity.id, '@odata.etag': etag(entity), ...entity.raw }
}

/** Keeps the extended properties that a body has, and gives the rest of it back. */
export function takeMarks(entity: Entity, body: Raw): Raw {
  const { singleValueExtendedProperties: marks, ...rest } = body
  for (const { id, value } of (marks ?? []) as { id: string; value: string }[]) entity.marks.set(id, value)
  return rest
}

/** `singleValueExtendedProperties` as `$expand` asks for them. */
export function expandedMarks(entity: Entity, query: Map<string, string>): Raw {
  const asked = query.get('$expand') ?? ''
  if (!asked.includes('singleValueExtendedProperties')) return {}
  const ids = [...asked.matchAll(/id eq '([^']+)'/g)].map(([, id = '']) => id)
  if (ids.length === 0) throw new Refusal(400, 'ErrorInvalidUrlQuery', 'a property must be named')
  const found = ids.filter((id) => entity.marks.has(id))
  if (found.length === 0) return {}
  return { singleValueExtendedProperties: found.map((id) => ({ id, value: entity.marks.get(id) })) }
}

/** Whether an item fits a filter by an extended property; undefined when the filter is another. */
export function markFilter(filter: string): ((entity: Entity) => boolean) | undefined {
  const [, inside] = /^singleValueExtendedProperties\/Any\(ep: (.*)\)$/.exec(filter) ?? []
  const [first = '', second = ''] = inside?.split(' and ') ?? []
  const [id, value] = [equalIn(first, 'ep/id'), equalIn(second, 'ep/value')]
  return id === undefined || value === undefined ? undefined : (entity) => entity.marks.get(id) === value
}

/** A body as it is kept: Exchange keeps HTML, and gives text back with its own ends of lines. */
export function shownBody(raw: Raw, prefer: string): Raw {
  const body = raw['body'] as { contentType: string; content: string } | undefined
  if (!body) return {}
  const asText = prefer.includes('outlook.body-content-type="text"')
  if (asText && body.contentType === 'html') {
    const text = body.content.replaceAll(/<br>|<\/(div|p)>/g, '\r\n').replaceAll(/<[^>]+>/g, '')
    return { body: { contentType: 'text', content: unescaped(text) } }
  }
  if (asText)
    return { body: { contentType: 'text', content: `${body.content.replaceAll('\n', '\r\n')}\r\n` } }
  if (body.contentType === 'html') return { body }
  return { body: { contentType: 'html', content: `<html><body>${body.content}</body></html>` } }
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
