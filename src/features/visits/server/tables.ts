import { z } from 'zod'
import type { AppointmentsDb } from '#features/appointments/server/tables.ts'
import type { TableOf } from '#platform/database.ts'
import type { OpeningHours } from '../opening-hours.ts'
import { ENDED_REASONS } from '../plan-customers.ts'
import type { Rhythm } from '../rhythm.ts'
import { shiftReason, visitState } from '../visit.ts'
import { PLAN_STATES, REFILLS } from '../visit-plan.ts'
import type { VisitPlan, VisitSample } from '../visit-plan.ts'

const text = z.string().nullable()
const given = (value: unknown) => value !== null
const number = z.number().nullable()
const versioned = { createdAt: z.string(), updatedAt: z.string(), version: z.number() }
type Filled = 'createdAt' | 'updatedAt' | 'version'

/** How a chain stood before one of its visits was closed. */
export interface ChainBefore {
  anchor: string
  lastDone: string | null
  state: 'active' | 'paused' | 'ended'
}

export const visitPlanTable = z.object({
  id: z.string(),
  name: z.string(),
  color: text,
  category: text,
  state: z.enum(PLAN_STATES),
  pausedUntil: text,
  assigneeId: z.string(),
  assigneeRule: z.enum(['fixed', 'manager']),
  filter: z.record(z.string(), z.unknown()).nullable(),
  contactIds: z.array(z.string()),
  rhythm: z.custom<Rhythm>(given),
  visitCount: z.number(),
  refill: z.enum(REFILLS),
  startDate: z.string(),
  endDate: text,
  first: z.enum(['start', 'spread', 'lastVisit']),
  sample: z.custom<VisitSample>(given),
  holidays: z.custom<VisitPlan['holidays']>(given),
  workdays: z.array(z.number()),
  capacityPerDay: number,
  toleranceDays: number,
  minimumGapDays: number,
  catchUp: z.enum(['skip', 'one']),
  createdBy: text,
  updatedBy: text,
  ...versioned,
  deletedAt: text,
  deletedBy: text,
})

export const visitChainTable = z.object({
  id: z.string(),
  planId: z.string(),
  contactId: z.string(),
  assigneeId: text,
  anchor: z.string(),
  anchorNo: z.number(),
  state: z.enum(PLAN_STATES),
  endedReason: z.enum(ENDED_REASONS).nullable(),
  endedFrom: z.enum(['active', 'paused']).nullable(),
  pausedUntil: text,
  lastDone: text,
  withdrawn: z.boolean(),
  ...versioned,
})

export const visitTable = z.object({
  id: z.string(),
  planId: z.string(),
  chainId: z.string(),
  no: z.number(),
  contactId: z.string(),
  assigneeId: z.string(),
  state: visitState,
  nominalDate: z.string(),
  dueFrom: z.string(),
  dueTo: z.string(),
  date: z.string(),
  startTime: text,
  durationMinutes: z.number(),
  timeZone: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  shiftReason: shiftReason.nullable(),
  shiftDetail: z.string(),
  unplaced: z.boolean(),
  title: z.string(),
  description: z.string(),
  category: text,
  place: z.string(),
  bring: z.string(),
  reminderMinutes: number,
  report: z.string(),
  outcome: text,
  doneOn: text,
  actualMinutes: number,
  confirmedContactId: text,
  confirmedChannel: text,
  confirmedAt: text,
  movedFrom: text,
  nextId: text,
  chainBefore: z.custom<ChainBefore>().nullable(),
  withdrawnFrom: text,
  historyEntryId: text,
  sequence: z.number(),
  runId: text,
  createdBy: text,
  updatedBy: text,
  ...versioned,
})

export const visitPlaceTable = z.object({
  contactId: z.string(),
  openingHours: z.custom<OpeningHours>().nullable(),
  latitude: number,
  longitude: number,
  holidayRegion: text,
  note: z.string(),
  updatedAt: z.string(),
  version: z.number(),
})

export interface VisitsDb extends AppointmentsDb {
  visitPlan: TableOf<typeof visitPlanTable, Filled | 'deletedAt' | 'deletedBy' | 'state' | 'pausedUntil'>
  visitChain: TableOf<
    typeof visitChainTable,
    Filled | 'state' | 'endedReason' | 'endedFrom' | 'pausedUntil' | 'anchorNo' | 'withdrawn'
  >
  visit: TableOf<typeof visitTable, Filled | 'sequence' | 'unplaced' | 'report'>
  visitPlace: TableOf<typeof visitPlaceTable, 'updatedAt' | 'version' | 'note'>
}
