import { z } from 'zod'
import { openingHours } from './opening-hours.ts'

const fields = {
  openingHours: openingHours.nullable().meta({ description: 'Null: always open' }),
  position: z
    .object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
    .nullable()
    .meta({ description: 'Exactly where it is; null: the centre of the postal code' }),
  holidayRegion: z
    .string()
    .max(20)
    .nullable()
    .meta({ description: 'Where holidays differ inside of a Land: `KATH` in Bavaria, `A` for Augsburg' }),
  note: z.string().max(2000),
}

/** What visiting a customer needs to know of the place. */
export const visitPlace = z
  .object({
    contactId: z.uuid(),
    ...fields,
    version: z.int().meta({ description: '0: nothing is noted yet' }),
  })
  .meta({ id: 'VisitPlace' })
export type VisitPlace = z.infer<typeof visitPlace>

export const visitPlaceChange = z.object(fields).partial().meta({ id: 'VisitPlaceChange' })
export type VisitPlaceChange = z.infer<typeof visitPlaceChange>
