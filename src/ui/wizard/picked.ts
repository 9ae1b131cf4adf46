import type { Selection } from '../list/description.ts'

/** Rows that something is said of: these, or all but these. */
export type Picked = { ids: string[] } | { except: string[] }

/** What a selection of rows says. */
export function pickedOf({ mode, ids }: Selection): Picked {
  return mode === 'some' ? { ids: [...ids] } : { except: [...ids] }
}

/** Tells whether a row is among them. */
export function among(picked: Picked): (id: string) => boolean {
  const isSome = 'ids' in picked
  const said = new Set(isSome ? picked.ids : picked.except)
  return (id) => said.has(id) === isSome
}

/** Only this one. */
export function only(id: string): Selection {
  return { mode: 'some', ids: new Set([id]) }
}
