import type { SyncArea } from '#kernel/groupware/area.ts'
import type { CardAddress, CardPhoto } from '#kernel/groupware/card-item.ts'
import type { EventException } from '#kernel/groupware/event-item.ts'
import { emailKey } from '#kernel/email.ts'
import { phoneKey } from '#kernel/phone.ts'
import { wallOf } from '#kernel/wall.ts'
import { instantOf } from '#kernel/zone-clock.ts'

/** An item, or some fields of one, whatever its area. */
export type Fields = Record<string, unknown>

/** How a field is compared: two values with the same form are the same, however each side spells them. */
export interface FieldRule {
  /** Of one value, or of one entry of a list. */
  form(value: unknown, item: Fields): unknown
  /** Makes the field a list of entries, each told by its key, each merged by itself. */
  keyOf?: (entry: unknown) => string
  /** Changed by both sides, the whole list is that of the winner: entries of two versions would not go together. */
  whole?: boolean
  /** Fields of one unit come from one side together. */
  unit?: 'time' | 'name'
  /** Of two values the one that wins whoever leads. */
  stronger?: (value: unknown) => boolean
}

export type FieldRules = Record<string, FieldRule>

/** The rules of an area's fields; `country` is where telephone numbers are dialled from. */
export function fieldRules(area: SyncArea, country: string): FieldRules {
  if (area === 'appointment') return EVENT
  return area === 'task' ? TODO : cardRules(country)
}

/** What makes a series another one: its exceptions belong to the side that changed it. */
export const RETIMING = ['allDay', 'start', 'timeZone', 'rrule'] as const

const text: FieldRule = { form: (value) => plain(value) }
const value: FieldRule = { form: (given) => given ?? null }
const named: FieldRule = { form: folded, keyOf: folded }

const EVENT: FieldRules = {
  title: text,
  description: text,
  place: text,
  categories: named,
  allDay: { form: (given) => given === true, unit: 'time' },
  start: { form: moment, unit: 'time' },
  end: { form: moment, unit: 'time' },
  timeZone: { form: (zone, item) => (item['rrule'] && item['allDay'] !== true ? zone : ''), unit: 'time' },
  rrule: { form: rule, unit: 'time' },
  exceptions: { form: exception, keyOf: (one) => (one as EventException).original.slice(0, 16) },
  busy: value,
  private: { form: (given) => given === true },
  reminderMinutes: value,
}

const TODO: FieldRules = {
  title: text,
  description: text,
  categories: named,
  dueDay: value,
  dueTime: value,
  status: { form: (given) => given, stronger: (given) => given === 'closed' },
  priority: value,
  reminderMinutes: value,
}

function cardRules(country: string): FieldRules {
  const address = (given: unknown) => {
    const { street, postalCode, city, state, country: land } = given as CardAddress
    return [street, postalCode, city, state, land].map(folded).join('|')
  }
  const entry = (given: unknown) => (given as { value: string }).value
  const phone = (given: unknown) => phoneKey(entry(given), country) || folded(entry(given))
  return {
    title: { form: (title) => plain(title).replace(GREETING, '') },
    firstName: {
      form: (first, { middleName }) => folded(`${plain(first)} ${plain(middleName)}`),
      unit: 'name',
    },
    middleName: { form: () => '', unit: 'name' },
    lastName: { form: (last, { suffix }) => plain(`${plain(last)} ${plain(suffix)}`), unit: 'name' },
    suffix: { form: () => '', unit: 'name' },
    company: text,
    department: text,
    position: text,
    emails: { form: (given) => emailKey(entry(given)), keyOf: (given) => emailKey(entry(given)) },
    phones: { form: phone, keyOf: phone },
    websites: { form: site, keyOf: site },
    addresses: { form: address, keyOf: address, whole: true },
    birthday: value,
    categories: named,
    note: text,
    photo: { form: (photo) => (photo as CardPhoto | null)?.mark ?? null },
    kontorId: value,
  }
}

/** A greeting in front of a title is another field of ours. */
export const GREETING = /^(frau|ms|mrs|miss|madame|mme|herrn?|mr|monsieur|hr|fr)\b\.?\s*/i

/** Lines by LF, no spaces that only look like one, nothing around. */
export function plain(given: unknown): string {
  return textOf(given)
    .normalize('NFC')
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[\u00A0\u202F]/g, ' ')
    .replaceAll(/[ \t]+(?=\n|$)/g, '')
    .trim()
}

/** What is no text is none. */
export function textOf(given: unknown): string {
  return typeof given === 'string' ? given : typeof given === 'number' ? `${given}` : ''
}

function folded(given: unknown): string {
  return plain(given).replaceAll(/\s+/g, ' ').toLowerCase()
}

function site(given: unknown): string {
  return folded(given)
    .replace(/^https?:\/\//, '')
    .replace(/\/$/, '')
}

/** Once, it is an instant in whatever zone it is written; in a series the clock counts. */
function moment(given: unknown, item: Fields): unknown {
  const clock = textOf(given)
  if (item['allDay'] === true) return clock.slice(0, 10)
  if (item['rrule']) return clock.slice(0, 16)
  const wall = wallOf(clock)
  return Number.isNaN(wall) ? clock : instantOf(wall, textOf(item['timeZone']) || 'UTC')
}

function rule(given: unknown): unknown {
  if (typeof given !== 'string' || given === '') return null
  const parts = given
    .toUpperCase()
    .replace(/^RRULE:/, '')
    .split(';')
  return parts
    .filter((part) => part !== 'INTERVAL=1' && !part.startsWith('WKST='))
    .toSorted()
    .join(';')
}

function exception(given: unknown): unknown {
  const { cancelled, changes } = given as EventException
  if (cancelled) return 'cancelled'
  const said = Object.entries(changes).filter(([, one]) => one !== undefined)
  return said
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, typeof one === 'string' ? plain(one) : one])
}
