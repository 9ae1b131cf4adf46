import { isSame } from '#kernel/diff.ts'
import type { AttendeeResponse } from '#kernel/groupware/event-item.ts'
import type { Fields } from './item-fields.ts'
import type { Agreed } from './merge.ts'

/** What a link keeps beside the fields: what the item itself says of how it may be treated. */
export interface About {
  /** The account's own user organizes it, and nobody is invited to it. */
  own: boolean
  /** The id of the record that stands in the item. */
  kontorId: string | null
  /** Somebody else leads it there: it is one of the copies. */
  copy?: boolean
  /** What the account's own user answered there. */
  response?: AttendeeResponse
}

/** As a link keeps it: the fields as theirs has them, and only where ours says something else, ours. */
export function packAgreed({ ours, theirs }: Agreed, about: About): Fields {
  const other = Object.entries(ours).filter(
    ([field, value]) => !(field in theirs) || !isSame(value, theirs[field]),
  )
  const waiting = Object.keys(theirs).filter((field) => !(field in ours))
  return {
    ...theirs,
    ...(other.length > 0 && { $ours: Object.fromEntries(other) }),
    ...(waiting.length > 0 && { $waiting: waiting }),
    ...(!about.own && { $own: false }),
    ...(about.copy && { $copy: true }),
    ...(about.response && { $response: about.response }),
    ...(about.kontorId !== null && { $kontorId: about.kontorId }),
  }
}

/** Both sides of what a link keeps. */
export function unpackAgreed(kept: Fields): Agreed & { about: About } {
  const { $ours = {}, $waiting = [], $own, $copy, $response, $kontorId, ...theirs } = kept
  const waiting = new Set($waiting as string[])
  const same = Object.entries(theirs).filter(([field]) => !waiting.has(field))
  return {
    theirs,
    ours: { ...Object.fromEntries(same), ...($ours as Fields) },
    about: {
      own: $own !== false,
      kontorId: ($kontorId as string | undefined) ?? null,
      ...($copy === true && { copy: true }),
      ...($response !== undefined && { response: $response as AttendeeResponse }),
    },
  }
}
