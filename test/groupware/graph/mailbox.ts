import { createHash, randomBytes } from 'node:crypto'

export type Raw = Record<string, unknown>
export type Kind = 'event' | 'todoTask' | 'contact' | 'message'

/** One thing a mailbox keeps, with its place and the number of its last change. */
export interface Entity {
  id: string
  kind: Kind
  folder: string
  raw: Raw
  version: number
  /** Extended properties by their id. */
  marks: Map<string, string>
  photo?: { type: string; bytes: Buffer }
  mime?: Buffer
  links: Raw[]
  /** Of a series: changed and left out occurrences by the day the rule names. */
  exceptions: Map<string, { raw: Raw; version: number }>
  cancelled: Set<string>
  /** Of a series: when all of it changed last, its occurrences being touched or not. */
  seriesVersion: number
}

export interface Folder {
  id: string
  kind: Kind
  raw: Raw
  /** What paths may call it too. */
  alias?: string
}

/** Everything of one user, with a log by which delta queries tell what changed since. */
export interface Mailbox {
  address: string
  version: number
  folders: Folder[]
  entities: Map<string, Entity>
  gone: { folder: string; id: string; version: number }[]
  sent: { mime: Buffer; to: string[] }[]
  /** A test asked for it: attendees may be written. */
  mayInvite: boolean
  /** So many messages a delta query with a filter tells at most; it says nothing of the others. */
  mostFiltered: number
  /** What Exchange sent to people by itself. */
  mailed: { what: string; to: string[] }[]
}

/** A mailbox as Microsoft 365 makes a new one. */
export function newMailbox(address: string): Mailbox {
  const lists = { folders: [], gone: [], sent: [], mailed: [] }
  const usual = { mayInvite: false, mostFiltered: 5000 }
  const box: Mailbox = { address, version: 1, entities: new Map(), ...usual, ...lists }
  addFolder(box, 'event', { name: 'Kalender', canEdit: true, isDefaultCalendar: true })
  addFolder(box, 'event', { name: 'Feiertage', canEdit: false, isDefaultCalendar: false })
  addFolder(box, 'todoTask', { displayName: 'Aufgaben', wellknownListName: 'defaultList', isOwner: true })
  addFolder(box, 'todoTask', { displayName: 'Markiert', wellknownListName: 'flaggedEmails', isOwner: true })
  addFolder(box, 'contact', { displayName: 'Kontakte' }, 'contacts')
  for (const [alias, displayName] of [
    ['inbox', 'Posteingang'],
    ['sentitems', 'Gesendete Elemente'],
    ['drafts', 'Entwürfe'],
    ['deleteditems', 'Gelöschte Elemente'],
    ['junkemail', 'Junk-E-Mail'],
  ] as const) {
    addFolder(box, 'message', { displayName, isHidden: false, childFolderCount: 0 }, alias)
  }
  return box
}

export function addFolder(box: Mailbox, kind: Kind, raw: Raw, alias?: string): Folder {
  const folder: Folder = { id: newId('Fol'), kind, raw, ...(alias ? { alias } : {}) }
  box.folders.push(folder)
  return folder
}

export function addEntity(box: Mailbox, kind: Kind, folder: string, raw: Raw): Entity {
  const entity: Entity = {
    id: newId('AAk'),
    kind,
    folder,
    raw: { ...raw, createdDateTime: new Date().toISOString() },
    version: 0,
    marks: new Map(),
    links: [],
    exceptions: new Map(),
    cancelled: new Set(),
    seriesVersion: 0,
  }
  box.entities.set(entity.id, entity)
  touch(box, entity)
  entity.seriesVersion = entity.version
  return entity
}

/** It is another now: a new number in the log, a new change key. */
export function touch(box: Mailbox, entity: Entity): void {
  entity.version = ++box.version
  entity.raw['lastModifiedDateTime'] = new Date().toISOString()
}

export function removeEntity(box: Mailbox, entity: Entity): void {
  box.entities.delete(entity.id)
  bury(box, entity.folder, entity.id)
}

/** For the log: this id is gone from this folder. */
export function bury(box: Mailbox, folder: string, id: string): void {
  box.gone.push({ folder, id, version: ++box.version })
}

export function etag({ version, id }: Entity): string {
  return `W/"${createHash('sha1').update(`${id} ${version}`).digest('base64')}"`
}

/** As Exchange's: long, with capitals and small letters that differ, and characters that a path must encode. */
export function newId(prefix: string): string {
  return `${prefix}LgA${randomBytes(24).toString('base64url')}+/=`.replace('+/', '-_')
}
