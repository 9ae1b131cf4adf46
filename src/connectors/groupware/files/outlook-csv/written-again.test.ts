import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { dayOf } from '#kernel/day.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import { fc } from '../../../../../test/properties.ts'
import { readFile } from '../read-file.ts'
import { eventHead, eventLine } from './write-events.ts'
import { taskHead, taskLine } from './write-tasks.ts'
import { tableLine } from './write-table.ts'

const ZONE = 'Europe/Berlin'

/** What a cell may say: letters of Windows, signs that mean something in a table, what looks like a formula or a day. */
const sign = fc.constantFrom(...'aZß äé€„“–=+-@\'",;\n19/.'.split(''))
const text = fc
  .array(sign, { maxLength: 12 })
  .map((signs) => signs.join('').trim())
  .map((said) => (said === '' ? 'x' : said))
const words = fc.uniqueArray(fc.constantFrom('Kunde', '=VIP', '@home', 'Überfällig'), { maxLength: 3 })
const day = fc.integer({ min: 18_000, max: 24_000 }).map(dayOf)
const time = fc
  .tuple(fc.integer({ min: 8, max: 20 }), fc.constantFrom('00', '05', '59'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`)
const reminder = fc.constantFrom(null, 0, 5, 60, 1440, 10_080)
const style = fc.record({
  language: fc.constantFrom('de' as const, 'en' as const),
  letters: fc.constantFrom('windows' as const, 'utf8' as const),
})

const event = fc
  .record({
    title: text,
    description: text,
    place: text,
    categories: words,
    allDay: fc.boolean(),
    from: day,
    days: fc.integer({ min: 0, max: 3 }),
    times: fc.tuple(time, time).map(([a, b]) => (a < b ? [a, b] : [b, a])),
    busy: fc.constantFrom('busy' as const, 'free' as const, 'tentative' as const, 'away' as const),
    private: fc.boolean(),
    reminderMinutes: reminder,
  })
  .map(({ from, days, times: [start = '', end = ''], ...said }) => {
    const last = dayOf(Math.round(Date.parse(from) / 86_400_000) + days + (said.allDay ? 1 : 0))
    const span = said.allDay ? [from, last] : [`${from}T${start}`, `${last}T${end}`]
    return { ...said, start: span[0] ?? '', end: span[1] ?? '', timeZone: ZONE, rrule: null }
  })

const todo = fc.record({
  title: text,
  description: text,
  categories: words,
  dueDay: fc.option(day),
  startDay: fc.option(day),
  status: fc.constantFrom('open' as const, 'started' as const, 'closed' as const),
  priority: fc.constantFrom('low' as const, 'normal' as const, 'high' as const),
  private: fc.boolean(),
  // Less than none is later on that day.
  reminderMinutes: fc.oneof(reminder, fc.constant(-480)),
})

describe('tables for Outlook that are read again', () => {
  test('say the same events, in order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 8 }), style, async (events, written) => {
        const lines = events.map((one) => eventLine(one as unknown as EventItem, { ...written, zone: ZONE }))
        const bytes = Buffer.concat([eventHead(written), ...lines])
        const read = await readFile('Kalender.csv', bytes, { zone: ZONE, language: written.language })
        expect(read.warnings).toEqual([])
        expect(read.events).toMatchObject(events)
        expect(read.events).toHaveLength(events.length)
      }),
    ))

  test('say the same tasks, in order', () =>
    fc.assert(
      fc.asyncProperty(fc.array(todo, { minLength: 1, maxLength: 8 }), style, async (todos, written) => {
        const lines = todos.map((one) => {
          const item = { ...one, dueTime: null, timeZone: ZONE } as unknown as TodoItem
          return taskLine(item, written)
        })
        const bytes = Buffer.concat([taskHead(written), ...lines])
        const read = await readFile('Aufgaben.csv', bytes, { zone: ZONE, language: written.language })
        const told = todos.map((one) =>
          one.dueDay === null && one.startDay === null ? { ...one, reminderMinutes: null } : one,
        )
        expect(read.warnings).toEqual([])
        expect(read.todos).toMatchObject(told)
        expect(read.todos).toHaveLength(todos.length)
      }),
    ))

  test('name what takes place elsewhere by the clock of whoever reads them', async () => {
    const said = { title: 'Ruf', start: '2026-11-21T18:00', end: '2026-11-21T19:00', reminderMinutes: 15 }
    const plain = { description: '', place: '', categories: [], allDay: false, private: false, busy: 'busy' }
    const call = { ...said, ...plain, timeZone: 'America/New_York' } as unknown as EventItem
    const written = { language: 'en', letters: 'windows', zone: ZONE } as const
    const bytes = Buffer.concat([eventHead(written), eventLine(call, written)])
    expect(bytes.toString()).toContain('"11/22/2026","12:00:00 AM","11/22/2026","1:00:00 AM"')
    const { events } = await readFile('calendar.csv', bytes, { zone: ZONE, language: 'en' })
    expect(events).toMatchObject([{ start: '2026-11-22T00:00', reminderMinutes: 15 }])
  })

  test('write names of other letters as plainly as Windows can', () => {
    const line = tableLine(['Łódź Škoda Ţîrgu Köln 100 €', 'Ω', '+49 221', '-cmd|x'], { letters: 'windows' })
    expect(iconv.decode(line, 'windows-1252')).toBe(
      '"Lódz Škoda Tîrgu Köln 100 €","?","+49 221","\'-cmd|x"\r\n',
    )
  })
})
