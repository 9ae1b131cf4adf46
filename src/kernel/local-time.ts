import { z } from 'zod'
import { isTimeZone } from './time-zone.ts'
import { wallOf } from './wall.ts'

/** Wall clock without zone: `2026-11-21T08:00`; of whole days `2026-11-21`. */
export const localTime = z
  .string()
  .regex(
    /^(19|20|21)\d\d-\d\d-\d\d(T([01]\d|2[0-3]):[0-5]\d(:00)?)?$/,
    'A wall clock time such as 2026-11-21T08:00',
  )
  .refine((text) => !Number.isNaN(wallOf(text)), 'There is no such day')

/** An IANA zone that this machine knows. */
export const timeZone = z
  .string()
  .max(60)
  .refine(isTimeZone, 'An IANA time zone such as Europe/Berlin')
  .meta({ description: 'IANA time zone, as in Europe/Berlin' })
