import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'

/** Where a page ends: the row, and its place in the order. */
export interface Key {
  id: string
  key: string
}

/**
 * How a page was found, so that the next one need not try: how many rows of the sort index to walk, or all matches
 * gathered; `narrow` gathers what meets the estimable conditions and looks at the texts of these.
 */
export type Way = number | 'gather' | 'narrow'

const steps = z.int().min(1).max(10_000_000)
const cursorShape = z.tuple([
  z.string(),
  z.string(),
  z.uuid(),
  z.union([steps, z.enum(['gather', 'narrow'])]).optional(),
])

/** The end of a page as text for an address; it says the sort too, for it means nothing in another. */
export function writeCursor(sort: string, { key, id, way }: Key & { way: Way | undefined }): string {
  return Buffer.from(JSON.stringify([sort, key, id, ...(way === undefined ? [] : [way])])).toString(
    'base64url',
  )
}

/** What `writeCursor` wrote for this sort; anything else is refused. */
export function readCursor(sort: string, cursor: string): Key & { way: Way | undefined } {
  try {
    const [name, key, id, way] = cursorShape.parse(
      JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')),
    )
    if (name === sort) return { key, id, way }
  } catch {
    // Said below.
  }
  throw new Problem('invalid', 'invalid', 'The cursor does not belong to this list.', [
    {
      path: 'cursor',
      code: 'bad_cursor',
      message: 'Take nextCursor of the page before, with the same sort.',
    },
  ])
}
