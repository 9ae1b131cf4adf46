import { z } from 'zod'
import type { ContactFilters } from '#features/contacts/contact-list.ts'
import { HINT_CODES } from '#features/contacts/hint-codes.ts'

/** What the page of data quality counts; each is a filter of the contact list. */
export const TILES = [
  'email',
  'phone',
  'address',
  'owner',
  'bounced',
  'stale',
  'untouched',
  'suspicious',
] as const
export type Tile = (typeof TILES)[number]

/** The filter of the contact list that finds what a tile counts. */
export function filterOf(tile: Tile, staleMonths: number): ContactFilters {
  if (tile === 'stale') return { staleMonths }
  if (tile === 'bounced' || tile === 'untouched' || tile === 'suspicious') return { [tile]: 'true' }
  return { without: [tile] }
}

const counted = z.object({
  count: z.int().meta({ description: '10001 says "more than 10000"' }),
})

export const quality = z
  .object({
    contacts: z.int().meta({ description: 'How many the caller may see; 10001 says "more than 10000"' }),
    staleMonths: z.int(),
    tiles: z.array(counted.extend({ id: z.enum(TILES) })),
    hints: z
      .array(counted.extend({ code: z.enum(HINT_CODES) }))
      .meta({ description: 'What the suspicious ones are suspected of, the most frequent first' }),
    weeks: z.array(z.object({ week: z.iso.date(), contacts: z.int(), whole: z.int() })).meta({
      description: 'All contacts of the firm, week by week: how many, and how many without any flaw',
    }),
  })
  .meta({ id: 'Quality' })
export type Quality = z.infer<typeof quality>

/** How many of a hundred contacts lack nothing; null without any contact. */
export function shareOf({ contacts, whole }: { contacts: number; whole: number }): number | null {
  return contacts === 0 ? null : Math.round((100 * whole) / contacts)
}
