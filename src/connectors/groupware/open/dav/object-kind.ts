import type { DavService } from './find-homes.ts'

/** How one kind of item is written as an object of a collection: an event, a to-do, a card. */
export interface ObjectKind<I> {
  service: DavService
  /** Which components of a calendar these are. */
  component: 'VEVENT' | 'VTODO' | undefined
  type: string
  extension: string
  uidOf(item: I): string
  /** Undefined when the object holds nothing of this kind, or nothing that can be read. */
  read(text: string): I | undefined
  write(item: I): string
  /** The object as it was received, with nothing but these fields changed. */
  edit(text: string, item: I, fields: readonly (keyof I)[]): string
}

/** Objects of others may be written wrongly; one of them must not stop a whole calendar. */
export function orNothing<I>(read: () => I): I | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}
