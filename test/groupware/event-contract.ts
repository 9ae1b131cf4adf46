import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { EVENT_FIELDS } from '#kernel/groupware/event-item.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import { anEvent } from './port-samples.ts'
import { everything, mainStore } from './port-walk.ts'

const uid = () => `kontor-${randomUUID()}@kontor.example`
const kept = (item: EventItem) => Object.fromEntries(EVENT_FIELDS.map((field) => [field, item[field]]))

const WHOLE_DAYS = { allDay: true, start: '2027-05-03', end: '2027-05-06', reminderMinutes: null } as const
/** Over the change to summer time, with one left out, one moved and one with words of its own. */
const SERIES: Partial<EventItem> = {
  rrule: 'FREQ=WEEKLY;BYDAY=MO;COUNT=8',
  start: '2027-03-08T08:00',
  end: '2027-03-08T09:00',
  exceptions: [
    { original: '2027-03-15T08:00', cancelled: true, changes: {} },
    {
      original: '2027-03-29T08:00',
      cancelled: false,
      changes: { start: '2027-03-30T10:00', end: '2027-03-30T11:00' },
    },
    { original: '2027-04-05T08:00', cancelled: false, changes: { title: 'Im Werk' } },
  ],
}

/** What only events can be asked: whole days, zones, series with exceptions, people invited. */
export function eventContract(groupware: () => Groupware): void {
  const store = () => mainStore(groupware(), 'appointment')

  test.each<[string, Partial<EventItem>]>([
    ['whole days', WHOLE_DAYS],
    ['another zone', { timeZone: 'America/New_York', start: '2027-03-20T22:00', end: '2027-03-21T01:00' }],
    ['free time', { busy: 'free', reminderMinutes: null }],
    ['tentative and private', { busy: 'tentative', private: true }],
    ['nothing but a title', { description: '', place: '', categories: [], reminderMinutes: null }],
    ['letters of all kinds', { title: 'a; b, c\\d "e" – 漢字 🎉 <b>', description: 'x'.repeat(3000) }],
    ['every day until a day', { rrule: 'FREQ=DAILY;UNTIL=20270320T070000Z' }],
    [
      'every second week',
      { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE', start: '2027-03-10T08:00', end: '2027-03-10T09:00' },
    ],
    ['a day of the month', { rrule: 'FREQ=MONTHLY;BYMONTHDAY=10;COUNT=12' }],
    [
      'the last Friday',
      { rrule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=12', start: '2027-03-26T08:00', end: '2027-03-26T09:00' },
    ],
    ['every year, whole days', { ...WHOLE_DAYS, rrule: 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=3' }],
    ['a series with exceptions', SERIES],
  ])('%s come back as they were given', async (_, changes) => {
    const items = await store()
    const item = anEvent(uid(), changes)
    const made = await items.create(item)
    expect(kept(made.item)).toEqual(kept(item))
    expect((await everything(await store())).changes).toEqual([made])
  })

  test('the times of a series move without losing what its exceptions say', async () => {
    const items = await store()
    const made = await items.create(anEvent(uid(), SERIES))
    const wanted = {
      ...made.item,
      title: 'Never written',
      start: '2027-03-08T08:30',
      end: '2027-03-08T09:30',
    }
    wanted.exceptions = made.item.exceptions.map((one) => ({
      ...one,
      original: one.original.replace('T08:00', 'T08:30'),
    }))
    const changed = await items.change(made, wanted, ['start', 'end', 'exceptions'])
    expect(kept(changed.item)).toEqual({ ...kept(wanted), title: made.item.title })
  })

  test('one occurrence more is left out of a series, and one comes back', async () => {
    const items = await store()
    const made = await items.create(anEvent(uid(), SERIES))
    const { token } = await everything(items)
    const [, moved, titled] = made.item.exceptions
    const exceptions = [moved, titled, { original: '2027-04-12T08:00', cancelled: true, changes: {} }].filter(
      (one) => one !== undefined,
    )
    const changed = await items.change(made, { ...made.item, exceptions }, ['exceptions'])
    expect(kept(changed.item)).toEqual({ ...kept(made.item), exceptions })
    expect((await everything(await store(), token)).changes).toEqual([changed])
  })

  test('a single event becomes a series and one again', async () => {
    const items = await store()
    const made = await items.create(anEvent(uid()))
    const series = await items.change(made, { ...made.item, rrule: 'FREQ=DAILY;COUNT=5' }, ['rrule'])
    expect(series.item.rrule).toBe('FREQ=DAILY;COUNT=5')
    const single = await items.change(series, { ...series.item, rrule: null }, ['rrule'])
    expect(kept(single.item)).toEqual(kept(made.item))
  })

  test('whole days become hours and whole days again', async () => {
    const items = await store()
    const made = await items.create(anEvent(uid(), WHOLE_DAYS))
    const times = ['allDay', 'start', 'end', 'timeZone'] as const
    const hours = { allDay: false, start: '2027-05-03T09:00', end: '2027-05-03T10:00' }
    const changed = await items.change(made, { ...made.item, ...hours }, times)
    expect(kept(changed.item)).toEqual({ ...kept(made.item), ...hours })
    const back = await items.change(changed, made.item, times)
    expect(kept(back.item)).toEqual(kept(made.item))
  })

  test('nobody is invited', async () => {
    const items = await store()
    const attendees = [{ name: 'Anna', email: 'anna@mueller.example', response: 'open' as const }]
    const made = await items.create(anEvent(uid(), { attendees }))
    expect(made.item).toMatchObject({ attendees: [], own: true })
    const changed = await items.change(made, { ...made.item, attendees }, ['title', 'attendees'])
    expect(changed.item.attendees).toEqual([])
  })
}
