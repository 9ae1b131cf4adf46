import { createAppointment } from '#features/appointments/server/create-appointment.ts'
import type { AppointmentNew } from '#features/appointments/appointment.ts'
import { createTask } from '#features/tasks/server/create-task.ts'
import { todayIn } from '#features/visits/server/visit-time.ts'
import { createAbsence } from '#features/workdays/server/absences.ts'
import { dayNumber, dayOf, weekdayOf } from '#kernel/day.ts'
import type { By, Language } from '#kernel/rights.ts'
import type { House } from '#platform/house.ts'
import type { Tx } from '#platform/database.ts'
import { DEFAULT_LABELS } from '../default-labels.ts'
import { onWorkday } from '../on-workday.ts'
import { SAMPLE_APPOINTMENTS, SAMPLE_TASKS } from '../sample-life.ts'
import type { SampleAppointment } from '../sample-life.ts'
import type { Placed } from './placed.ts'
import { addVisits } from './sample-visits.ts'
import type { SetupDb } from './tables.ts'

/** What came besides contacts, to be found again when the sample goes. */
export interface Life {
  tasks: string[]
  appointments: string[]
  plans: string[]
  absences: string[]
  /** The runs that proposed visits. */
  runs: string[]
}

const ZONE = 'Europe/Berlin'

/** Lets the sample firm live: who is away, what is to do, what stands in calendars, and whom it visits. */
export async function addLife(
  tx: Tx<SetupDb>,
  by: By,
  house: House,
  { contacts, team }: Pick<Living, 'contacts' | 'team'>,
): Promise<Life> {
  const today = dayNumber(todayIn(ZONE))
  const absences = [await goAway(tx, by, team.at(-1) ?? by.id, today)]
  const visits = await addVisits(tx, by, { house, contacts, today, team })
  const tasks = await addTasks(tx, by, { contacts, today, team })
  const appointments = await addAppointments(tx, by, { contacts, today, team })
  return { tasks, appointments, absences, ...visits }
}

interface Living {
  contacts: readonly Placed[]
  today: number
  /** All who have a seat; who puts the sample in stands first. */
  team: readonly string[]
}

/** Who the work of the sample is shared among. */
export async function teamOf(tx: Tx<SetupDb>, by: By): Promise<string[]> {
  const rows = await tx
    .selectFrom('appUser')
    .select('id')
    .where('deactivatedAt', 'is', null)
    .where('role', '!=', 'guest')
    .where('id', '!=', by.id)
    .orderBy('id')
    .limit(5)
    .execute()
  return [by.id, ...rows.map(({ id }) => id)]
}

async function goAway(tx: Tx<SetupDb>, by: By, userId: string, today: number): Promise<string> {
  const from = onWorkday(today, 18)
  const input = { userId, from: dayOf(from), to: dayOf(from + 1), kind: 'vacation' as const }
  return (await createAbsence(tx, by, { warnings: [], input })).id
}

async function addTasks(tx: Tx<SetupDb>, by: By, { contacts, today, team }: Living): Promise<string[]> {
  const categories = await categoryIds(tx, by.language)
  const [customers, suppliers] = [customersOf(contacts), contacts.filter(({ sample }) => sample.type === 1)]
  const ids: string[] = []
  for (const [at, task] of SAMPLE_TASKS.entries()) {
    const { in: days, category, about, steps = [], ticked = 0, ...plain } = task
    const others = about === 'supplier' ? suppliers : customers
    const contact = about && others[(at * 7) % others.length]
    const categoryId = categories[category]
    const { id } = await createTask(tx, by, {
      ...plain,
      ...(categoryId === undefined ? {} : { categoryId }),
      contactId: contact?.id ?? null,
      assigneeId: team[at % team.length] ?? by.id,
      dueDate: dayOf(onWorkday(today, days)),
      checklist: steps.map((text, step) => ({ text, done: step < ticked })),
      notify: false,
    })
    ids.push(id)
  }
  return ids
}

async function addAppointments(
  tx: Tx<SetupDb>,
  by: By,
  { contacts, today, team }: Living,
): Promise<string[]> {
  const customers = customersOf(contacts)
  const ids: string[] = []
  for (const [at, sample] of SAMPLE_APPOINTMENTS.entries()) {
    const customer = sample.about && customers[(at * 5 + 2) % customers.length]
    const host = contacts.find(({ companyId }) => companyId !== undefined && companyId === customer?.id)
    const users = sample.team ? team.slice(1).map((userId) => ({ userId })) : []
    const guests = sample.about === 'meets' && host ? [{ contactId: host.id }] : []
    const { id } = await createAppointment(tx, by, {
      ...timesOf(sample, today),
      title: sample.title,
      place: sample.place ?? streetOf(customer),
      busy: sample.busy ?? 'busy',
      private: sample.private ?? false,
      contactId: customer?.id ?? null,
      attendees: [...users, ...guests],
    })
    ids.push(id)
  }
  return ids
}

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

function timesOf(
  { in: days, at, minutes = 60, weekly }: SampleAppointment,
  today: number,
): Pick<AppointmentNew, 'start' | 'end' | 'allDay' | 'timeZone'> & { rrule: string | null } {
  const day = onWorkday(today, days)
  const rrule = weekly ? `FREQ=WEEKLY;BYDAY=${WEEKDAYS[weekdayOf(day) - 1]}` : null
  if (at === undefined) {
    return { start: dayOf(day), end: dayOf(day + 1), allDay: true, timeZone: ZONE, rrule }
  }
  const start = `${dayOf(day)}T${at}`
  const end = new Date(Date.parse(`${start}Z`) + minutes * 60_000).toISOString().slice(0, 16)
  return { start, end, allDay: false, timeZone: ZONE, rrule }
}

function streetOf(customer: Placed | undefined): string {
  const { street, houseNumber, postalCode, city } = customer?.sample.address ?? {}
  return street === undefined ? '' : `${street} ${houseNumber}, ${postalCode} ${city}`
}

function customersOf(contacts: readonly Placed[]): Placed[] {
  return contacts.filter(({ sample }) => sample.kind === 'company' && sample.type === 0)
}

/** The categories of tasks that a new firm begins with, in their order; undefined for one that is gone. */
async function categoryIds(tx: Tx<SetupDb>, language: Language): Promise<(string | undefined)[]> {
  const rows = await tx
    .selectFrom('label')
    .select(['id', 'name'])
    .where('list', '=', 'task-categories')
    .execute()
  return DEFAULT_LABELS['task-categories'].map(
    (entry) => rows.find((row) => row.name === entry[language])?.id,
  )
}
