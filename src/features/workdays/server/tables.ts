import { z } from 'zod'
import type { ViewsDb } from '#features/views/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import { ABSENCE_KINDS } from '../workday.ts'
import type { HolidayRegion, WorkingTime } from '../workday.ts'

const versioned = { updatedAt: z.string(), version: z.number() }
type Filled = 'createdAt' | 'updatedAt' | 'version'

export const workingTimeTable = z.object({
  userId: z.string(),
  workdays: z.array(z.number()),
  startTime: z.string(),
  endTime: z.string(),
  timeZone: z.string(),
  maxVisitsPerDay: z.number().nullable(),
  holidays: z.custom<HolidayRegion>().nullable(),
  startPlace: z.custom<NonNullable<WorkingTime['startPlace']>>().nullable(),
  ...versioned,
})

export const absenceTable = z.object({
  id: z.string(),
  userId: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  kind: z.enum(ABSENCE_KINDS),
  note: z.string(),
  createdBy: z.string().nullable(),
  createdAt: z.string(),
  ...versioned,
})

export const closureTable = z.object({
  id: z.string(),
  fromDay: z.string(),
  toDay: z.string(),
  name: z.string(),
  createdAt: z.string(),
  ...versioned,
})

export interface WorkdaysDb extends ViewsDb {
  workingTime: TableOf<typeof workingTimeTable, 'updatedAt' | 'version'>
  absence: TableOf<typeof absenceTable, Filled>
  closure: TableOf<typeof closureTable, Filled>
}
