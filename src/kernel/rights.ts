/** The principal that stands for everybody with a seat; guests do not belong to it. */
export const EVERYONE = '00000000-0000-7000-8000-000000000001'

export type Role = 'admin' | 'user' | 'guest'
export type Language = 'de' | 'en'

/** Who acts. Every action and query is told, nothing reads it from the air. */
export interface By {
  id: string
  name: string
  role: Role
  /** Own id, the ids of own groups and, for everybody but guests, `EVERYONE`. */
  principals: string[]
  language: Language
  via: 'web' | 'api' | 'import' | 'job' | 'groupware' | 'command' | 'system'
  /** The import or bulk run that this change belongs to. */
  runId?: string
}

/** Somebody who is not signed in: sees nothing. */
export const NOBODY: By = { id: '', name: '', role: 'guest', principals: [], language: 'de', via: 'api' }

export const VISIBILITIES = ['managers', 'read', 'write'] as const
/** A record is kept to its managers, readable by all, or writable by all. */
export type Visibility = (typeof VISIBILITIES)[number]

export interface Guarded {
  visibility: Visibility
  /** Users and groups on the access list. */
  managers: string[]
}

export function principalsOf(user: { id: string; role: Role }, groupIds: string[]): string[] {
  return user.role === 'guest' ? [user.id, ...groupIds] : [user.id, ...groupIds, EVERYONE]
}

/** The principals who may read the record; administrators read everything and are not listed. */
export function readersOf(record: Guarded): string[] {
  const readers = record.visibility === 'managers' ? record.managers : [EVERYONE, ...record.managers]
  return [...new Set(readers)].sort()
}

export function mayRead(by: By, record: Guarded): boolean {
  return by.role === 'admin' || readersOf(record).some((id) => by.principals.includes(id))
}

/** Managers and administrators may change; with visibility `write` every user may. Guests only read. */
export function mayChange(by: By, record: Guarded): boolean {
  if (by.role === 'admin') return true
  if (by.role === 'guest') return false
  return record.visibility === 'write' || record.managers.some((id) => by.principals.includes(id))
}

/** What a screen may offer for the record. */
export function abilities(by: By, record: Guarded): ('change' | 'delete')[] {
  return mayChange(by, record) ? ['change', 'delete'] : []
}
