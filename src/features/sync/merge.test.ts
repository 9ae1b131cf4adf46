import { describe, expect, test } from 'vitest'
import { CARD_FIELDS } from '#kernel/groupware/card-item.ts'
import { EVENT_FIELDS } from '#kernel/groupware/event-item.ts'
import { TODO_FIELDS } from '#kernel/groupware/todo-item.ts'
import { fieldRules } from './item-fields.ts'
import type { Fields } from './item-fields.ts'
import { NOTHING_AGREED, mergeItem } from './merge.ts'
import type { Agreed, Policy, Sides } from './merge.ts'

const EVENT = fieldRules('appointment', 'DE')
const TODO = fieldRules('task', 'DE')
const CARD = fieldRules('contact', 'DE')
const eventFields = EVENT_FIELDS.filter((field) => field in EVENT)
const todoFields = TODO_FIELDS.filter((field) => field in TODO)
const cardFields = [...CARD_FIELDS]

const event: Fields = {
  title: 'Besuch bei Möller',
  description: 'Angebot\nmitbringen',
  place: 'Köln',
  categories: ['Kunde'],
  allDay: false,
  start: '2026-11-24T10:00',
  end: '2026-11-24T11:00',
  timeZone: 'Europe/Berlin',
  rrule: null,
  exceptions: [],
  busy: 'busy',
  private: false,
  reminderMinutes: 15,
}
const card: Fields = {
  title: 'Dr.',
  firstName: 'Anna Maria',
  middleName: '',
  lastName: 'Möller',
  suffix: '',
  company: 'Möller GmbH',
  department: '',
  position: 'Einkauf',
  emails: [{ category: 'work', value: 'anna@moeller.de' }],
  phones: [{ category: 'work', value: '0221 1234-0' }],
  websites: [],
  addresses: [],
  birthday: null,
  categories: [],
}
const agreedOn = (item: Fields): Agreed => ({ ours: item, theirs: item })
const mergeEvent = (ours: Fields, theirs: Fields, policy: Partial<Policy> = {}, was = event) =>
  mergeItem(
    EVENT,
    eventFields,
    { agreed: agreedOn(was), ours: { ...was, ...ours }, theirs: { ...was, ...theirs } },
    { winner: 'ours', ...policy },
  )
const mergeCard = (ours: Fields, theirs: Fields, policy: Partial<Policy> = {}, was = card) =>
  mergeItem(
    CARD,
    cardFields,
    { agreed: agreedOn(was), ours: { ...was, ...ours }, theirs: { ...was, ...theirs } },
    { winner: 'ours', apart: ['company'], ...policy },
  )

describe('an event', () => {
  test('changed on both sides in different fields has both changes', () => {
    const { toOurs, toTheirs, conflicts } = mergeEvent({ title: 'Jahresgespräch' }, { place: 'Bonn' })
    expect({ toOurs, toTheirs, conflicts }).toEqual({
      toOurs: { place: 'Bonn' },
      toTheirs: { title: 'Jahresgespräch' },
      conflicts: [],
    })
  })

  test('changed on both sides in one field keeps the winner and notes the loser', () => {
    const { toOurs, toTheirs, conflicts } = mergeEvent(
      { title: 'Unser' },
      { title: 'Ihr' },
      { winner: 'theirs' },
    )
    expect({ toOurs, toTheirs }).toEqual({ toOurs: { title: 'Ihr' }, toTheirs: {} })
    expect(conflicts).toEqual([
      { field: 'title', agreed: event['title'], ours: 'Unser', theirs: 'Ihr', kept: 'theirs' },
    ])
  })

  test('written another way is not another', () => {
    const theirs = {
      title: 'Besuch bei\u00A0Möller ',
      description: 'Angebot\r\nmitbringen\r\n',
      start: '2026-11-24T09:00',
      end: '2026-11-24T10:00',
      timeZone: 'UTC',
      categories: ['kunde'],
    }
    expect(mergeEvent({}, theirs)).toEqual({ toOurs: {}, toTheirs: {}, conflicts: [] })
  })

  test('moved there by an hour comes with start, end and zone together', () => {
    const theirs = { start: '2026-11-24T10:00', end: '2026-11-24T11:00', timeZone: 'UTC' }
    expect(mergeEvent({ title: 'Neu' }, theirs).toOurs).toMatchObject(theirs)
  })

  test('moved on both sides is where the winner has it, never half here and half there', () => {
    const { toOurs, toTheirs, conflicts } = mergeEvent(
      { start: '2026-11-24T14:00', end: '2026-11-24T15:00' },
      { end: '2026-11-24T12:00' },
    )
    expect(toOurs).toEqual({})
    expect(toTheirs).toMatchObject({ start: '2026-11-24T14:00', end: '2026-11-24T15:00' })
    expect(conflicts.map(({ field, kept }) => [field, kept])).toEqual([['end', 'ours']])
  })

  test('of another organizer is as they say, and nothing but reminder and category is written', () => {
    const foreign = ['reminderMinutes', 'categories']
    const ours = {
      title: 'Mein Titel',
      reminderMinutes: 5,
      start: '2026-11-24T12:00',
      end: '2026-11-24T13:00',
    }
    const { toOurs, toTheirs, conflicts } = mergeEvent(ours, { place: 'Bonn' }, { foreign })
    expect(toTheirs).toEqual({ reminderMinutes: 5 })
    expect(toOurs).toMatchObject({ title: event['title'], place: 'Bonn', start: event['start'] })
    expect(conflicts.map(({ field, kept }) => `${field} ${kept}`).toSorted()).toEqual([
      'end theirs',
      'start theirs',
      'title theirs',
    ])
  })

  test('refreshed in its times alone is never written', () => {
    const times = ['allDay', 'start', 'end', 'timeZone', 'rrule', 'exceptions']
    const sides: Sides = {
      agreed: agreedOn(event),
      ours: { ...event, start: '2026-11-24T08:00', title: 'Anders' },
      theirs: { ...event, start: '2026-11-24T09:00' },
    }
    const merged = mergeItem(EVENT, times, sides, { winner: 'theirs', readOnly: true })
    expect(merged).toMatchObject({ toOurs: { start: '2026-11-24T09:00' }, toTheirs: {} })
  })

  const series = { ...event, rrule: 'FREQ=DAILY;COUNT=9' }
  const left = (day: number) => ({ original: `2026-11-${day}T10:00`, cancelled: true, changes: {} })
  const moved = (day: number, hour: number) => ({
    original: `2026-11-${day}T10:00`,
    cancelled: false,
    changes: { start: `2026-11-${day}T${hour}:00`, end: `2026-11-${day}T${hour + 1}:00` },
  })

  test('of a series has the exceptions of both sides', () => {
    const { toOurs, toTheirs } = mergeEvent(
      { exceptions: [left(25)] },
      { exceptions: [moved(26, 12)] },
      {},
      series,
    )
    const days = (list: unknown) =>
      (list as { original: string }[]).map(({ original }) => original.slice(8, 10))
    expect([days(toOurs['exceptions']), days(toTheirs['exceptions'])]).toEqual([
      ['25', '26'],
      ['26', '25'],
    ])
  })

  test('of which both moved one occurrence keeps that of the winner and notes the other', () => {
    const { toOurs, toTheirs, conflicts } = mergeEvent(
      { exceptions: [moved(26, 14)] },
      { exceptions: [moved(26, 12)] },
      {},
      series,
    )
    expect([toOurs, toTheirs]).toEqual([{}, { exceptions: [moved(26, 14)] }])
    expect(conflicts).toMatchObject([{ field: 'exceptions', theirs: [moved(26, 12)], kept: 'ours' }])
  })

  test('of a series that one side moved takes the exceptions of that side with it', () => {
    const ours = { start: '2026-11-24T11:00', end: '2026-11-24T12:00', exceptions: [] }
    const { toTheirs, conflicts } = mergeEvent(ours, { exceptions: [left(25)] }, {}, series)
    expect(toTheirs).toMatchObject({ start: '2026-11-24T11:00', exceptions: [] })
    expect(conflicts).toMatchObject([{ field: 'exceptions', kept: 'ours' }])
  })
})

describe('a task', () => {
  const todo: Fields = {
    title: 'Anrufen',
    description: '',
    categories: [],
    dueDay: '2026-11-24',
    dueTime: null,
  }
  const whole: Fields = { ...todo, status: 'open', priority: 'normal', reminderMinutes: 0 }
  const merge = (ours: Fields, theirs: Fields, was = whole) =>
    mergeItem(
      TODO,
      todoFields.filter((field) => field in was),
      { agreed: agreedOn(was), ours: { ...was, ...ours }, theirs: { ...was, ...theirs } },
      { winner: 'ours' },
    )

  test('done on one side and begun on the other is done', () => {
    const { toOurs, toTheirs, conflicts } = merge({ status: 'started' }, { status: 'closed' })
    expect([toOurs, toTheirs]).toEqual([{ status: 'closed' }, {}])
    expect(conflicts).toMatchObject([{ field: 'status', ours: 'started', kept: 'theirs' }])
  })

  test('opened again on one side is open', () => {
    expect(merge({}, { status: 'open' }, { ...whole, status: 'closed' }).toOurs).toEqual({ status: 'open' })
  })
})

describe('a contact', () => {
  test('has the numbers and addresses of both sides', () => {
    const mail = (value: string) => ({ category: 'work', value })
    const { toOurs, toTheirs, conflicts } = mergeCard(
      { emails: [mail('anna@moeller.de'), mail('einkauf@moeller.de')] },
      { emails: [mail('Anna@Moeller.de'), mail('a.moeller@web.de')] },
    )
    const values = (list: unknown) =>
      (list as { value: string }[]).map(({ value }) => value.toLowerCase()).toSorted()
    const all = ['a.moeller@web.de', 'anna@moeller.de', 'einkauf@moeller.de']
    expect([values(toOurs['emails']), values(toTheirs['emails'])]).toEqual([all, all])
    expect(conflicts).toEqual([])
  })

  test('keeps a number that is only spelled another way', () => {
    expect(mergeCard({}, { phones: [{ category: 'work', value: '+49 (221) 12340' }] }).toOurs).toEqual({})
  })

  test('has an address from one side as a whole', () => {
    const at = (street: string, city: string) => [
      { category: 'work', street, postalCode: '', city, state: '', country: 'DE' },
    ]
    const was = { ...card, addresses: at('Ring 1', 'Köln') }
    const { toTheirs, toOurs, conflicts } = mergeCard(
      { addresses: at('Ring 2', 'Köln') },
      { addresses: at('Ring 1', 'Bonn') },
      {},
      was,
    )
    expect([toOurs, toTheirs]).toEqual([{}, { addresses: at('Ring 2', 'Köln') }])
    expect(conflicts).toMatchObject([{ field: 'addresses', theirs: at('Ring 1', 'Bonn') }])
  })

  test('is emptied only by whom it was filled for', () => {
    expect(mergeCard({}, { position: '' }).toOurs).toEqual({ position: '' })
    const sides = {
      agreed: NOTHING_AGREED,
      ours: card,
      theirs: { ...card, position: '', birthday: '1975-12-24' },
    }
    const { toOurs, toTheirs } = mergeItem(CARD, cardFields, sides, { winner: 'theirs' })
    expect([toOurs, toTheirs]).toEqual([{ birthday: '1975-12-24' }, { position: 'Einkauf' }])
  })

  test('never gets another employer from outside; it is a proposal', () => {
    const { toOurs, toTheirs, conflicts } = mergeCard({}, { company: 'Berg AG' }, { winner: 'theirs' })
    expect([toOurs, toTheirs]).toEqual([{}, {}])
    expect(conflicts).toMatchObject([{ field: 'company', theirs: 'Berg AG', kept: 'both' }])
  })

  test('in which ours leads is written back, and what was said is a proposal', () => {
    const phones = [{ category: 'mobile', value: '0171 1234567' }]
    const { toOurs, toTheirs, conflicts } = mergeCard({}, { position: 'Leitung', phones }, { lead: true })
    expect([toOurs, toTheirs]).toEqual([{}, { position: 'Einkauf', phones: card['phones'] }])
    expect(conflicts.map(({ field, kept }) => `${field} ${kept}`)).toEqual(['position ours', 'phones ours'])
  })

  test('with a second name there is the same as with two first names here', () => {
    const theirs = { firstName: 'Anna', middleName: 'Maria' }
    expect(mergeCard({}, theirs)).toMatchObject({ toOurs: {}, toTheirs: {} })
    expect(mergeCard({}, { ...theirs, lastName: 'Berg' }).toOurs).toMatchObject({
      ...theirs,
      lastName: 'Berg',
    })
  })
})
