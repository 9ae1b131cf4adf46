import type { PlaceNames } from '#features/places/place.ts'
import type { Detail } from './detail.ts'
import { GAPS, HINT_CODES } from './hint-codes.ts'
import { hintsOf } from './hints.ts'
import type { Hinted } from './hints.ts'

/** What is kept beside a contact so that lists can ask for it: what is missing, what is probably wrong. */
export function flawsOf(
  contact: Omit<Hinted, 'details'> & { details: Detail[] },
  known: { today: string; country: string; places: PlaceNames },
): string[] {
  const kinds = new Set(contact.details.map((row) => row.kind))
  const gaps = GAPS.filter((gap) => !kinds.has(KIND_OF[gap]))
  const details = contact.details.map((row) =>
    row.kind === 'phone' ? { ...row, e164: row.e164 ?? null } : row,
  )
  const found = new Set<string>(hintsOf({ ...contact, details }, known).map((hint) => hint.code))
  const codes = HINT_CODES.filter((code) => found.has(code))
  return [...gaps, ...codes, ...(codes.length > 0 ? ['suspicious'] : [])]
}

const KIND_OF = { no_email: 'email', no_phone: 'phone', no_address: 'address' } as const
