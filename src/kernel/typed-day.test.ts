import { describe, expect, test } from 'vitest'
import { dayNumber, dayOf, weekdayOf } from './day.ts'
import { typedDay } from './typed-day.ts'
import { typedTime } from './typed-time.ts'
import { quickAdd } from './quick-add.ts'
import { fc } from '../../test/properties.ts'

/** A Sunday. */
const today = dayNumber('2026-11-22')
const typed = (text: string, tongue: 'de' | 'en' = 'de', on = today) => {
  const day = typedDay(text, on, tongue)
  return day === undefined ? undefined : dayOf(day)
}

describe('a typed day', () => {
  test.each([
    ['heute', '2026-11-22'],
    ['Morgen', '2026-11-23'],
    ['übermorgen', '2026-11-24'],
    ['gestern', '2026-11-21'],
    ['tomorrow', '2026-11-23'],
    ['day after tomorrow', '2026-11-24'],
    ['Di', '2026-11-24'],
    ['di.', '2026-11-24'],
    ['Sonntag', '2026-11-29'],
    ['nächster Di', '2026-11-24'],
    ['am kommenden Donnerstag', '2026-11-26'],
    ['next Tuesday', '2026-11-24'],
    ['nächste Woche', '2026-11-23'],
    ['nächste Woche Do', '2026-11-26'],
    ['Do nächste Woche', '2026-11-26'],
    ['Donnerstag in der nächsten Woche', '2026-11-26'],
    ['übernächste Woche Mi', '2026-12-02'],
    ['next week Thursday', '2026-11-26'],
    ['KW 49', '2026-11-30'],
    ['Di KW 49', '2026-12-01'],
    ['KW 53', '2026-12-28'],
    ['KW 2', '2027-01-11'],
    ['in 3 Tagen', '2026-11-25'],
    ['in 2 Wochen', '2026-12-06'],
    ['in einer Woche', '2026-11-29'],
    ['in two weeks', '2026-12-06'],
    ['in einem Monat', '2026-12-22'],
    ['in a year', '2027-11-22'],
    ['+3', '2026-11-25'],
    ['-1', '2026-11-21'],
    ['+2w', '2026-12-06'],
    ['24.11.', '2026-11-24'],
    ['24.11', '2026-11-24'],
    ['24. 11.', '2026-11-24'],
    ['21.11.', '2027-11-21'],
    ['24.11.27', '2027-11-24'],
    ['24.11.2027', '2027-11-24'],
    ['bis 24.', '2026-11-24'],
    ['am 1.', '2026-12-01'],
    ['24. Dezember', '2026-12-24'],
    ['3. Mär 2027', '2027-03-03'],
    ['2026-11-24', '2026-11-24'],
    ['nächsten Monat', '2026-12-01'],
    ['Monatsende', '2026-11-30'],
    ['29.2.', '2028-02-29'],
  ])('%s', (text, day) => {
    expect(typed(text)).toBe(day)
  })

  test.each([
    ['11/24', '2026-11-24'],
    ['11/24/27', '2027-11-24'],
    ['Nov 24', '2026-11-24'],
    ['November 24th, 2027', '2027-11-24'],
    ['24 Nov', '2026-11-24'],
    ['by Friday', '2026-11-27'],
    ['heute', '2026-11-22'],
  ])('%s in English', (text, day) => {
    expect(typed(text, 'en')).toBe(day)
  })

  test('a week in the middle of itself: next week is the coming one, the same weekday the next', () => {
    const wednesday = dayNumber('2026-11-25')
    expect(typed('nächste Woche Do', 'de', wednesday)).toBe('2026-12-03')
    expect(typed('Mi', 'de', wednesday)).toBe('2026-12-02')
    expect(typed('Do', 'de', wednesday)).toBe('2026-11-26')
  })

  test('a month later than the 31st is the last day of a short month', () => {
    expect(typed('in 1 Monat', 'de', dayNumber('2027-01-31'))).toBe('2027-02-28')
  })

  test.each([
    '',
    'bald',
    '31.2.',
    '24.13.',
    '11/24',
    '0.5.',
    'KW 54',
    '24.11.27 oder so',
    'dienstags',
    '2026-02-30',
  ])('%s is not understood', (text) => {
    expect(typed(text)).toBeUndefined()
  })

  test('every day is understood as it is written, and every weekday lies in the next seven days', () => {
    const names = ['Mo', 'Tuesday', 'Mittwoch', 'thu', 'Fr', 'Samstag', 'So']
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 6 }), (day, at) => {
        const [year, month, dayOfMonth] = dayOf(day).split('-')
        expect(typedDay(dayOf(day), today, 'de')).toBe(day)
        expect(typedDay(`${dayOfMonth}.${month}.${year}`, today, 'en')).toBe(day)
        const weekday = typedDay(names[at] ?? '', day, 'de') ?? 0
        expect([weekday > day, weekday <= day + 7, weekdayOf(weekday)]).toEqual([true, true, at + 1])
      }),
    )
  })
})

describe('a typed time', () => {
  test.each([
    ['14 Uhr', '14:00'],
    ['14:30', '14:30'],
    ['8.15', '08:15'],
    ['8', '08:00'],
    ['830', '08:30'],
    ['1430', '14:30'],
    ['2pm', '14:00'],
    ['2:30 p.m.', '14:30'],
    ['12 am', '00:00'],
    ['12pm', '12:00'],
    ['8 Uhr 15', '08:15'],
    ['um 8.15 Uhr', '08:15'],
    ['halb neun', '08:30'],
    ['halb 1', '00:30'],
    ['noon', '12:00'],
  ])('%s', (text, time) => {
    expect(typedTime(text)).toBe(time)
  })

  test.each(['', '24', '8:60', '13pm', 'bald', '8.1', '-3', '99999'])('%s is not understood', (text) => {
    expect(typedTime(text)).toBeUndefined()
  })
})

describe('a line of a task', () => {
  const line = (text: string, tongue: 'de' | 'en' = 'de') => {
    const { title, day, time } = quickAdd(text, today, tongue)
    return [title, day === undefined ? '' : dayOf(day), time ?? ''].join(' | ')
  }
  test.each([
    ['morgen 14 Uhr Frau Müller anrufen', 'Frau Müller anrufen | 2026-11-23 | 14:00'],
    ['Frau Müller morgen um 14:30 anrufen', 'Frau Müller anrufen | 2026-11-23 | 14:30'],
    ['Angebot an Weber bis Freitag', 'Angebot an Weber | 2026-11-27 | '],
    ['Di Angebot schreiben', 'Angebot schreiben | 2026-11-24 | '],
    ['nächste Woche Do, 9 Uhr: Baustelle ansehen', 'Baustelle ansehen | 2026-11-26 | 09:00'],
    ['Rechnung prüfen am 24.11.', 'Rechnung prüfen | 2026-11-24 | '],
    ['24.11. 14 Uhr Abnahme', 'Abnahme | 2026-11-24 | 14:00'],
    ['in 2 Wochen nachfassen', 'nachfassen | 2026-12-06 | '],
    ['Vertrag bis zum 30. kündigen', 'Vertrag kündigen | 2026-11-30 | '],
    ['16 Uhr Rückruf', 'Rückruf | 2026-11-22 | 16:00'],
    ['heute Morgen Post holen', 'Morgen Post holen | 2026-11-22 | '],
    ['Di, 24.11., 14 Uhr Abnahme', 'Abnahme | 2026-11-24 | 14:00'],
    ['Aufmaß Mo, den 7. Dezember', 'Aufmaß | 2026-12-07 | '],
    ['Rückruf um 8', 'Rückruf | 2026-11-22 | 08:00'],
  ])('%s', (text, expected) => {
    expect(line(text)).toBe(expected)
  })

  test.each([
    ['call Mrs Miller tomorrow at 2pm', 'call Mrs Miller | 2026-11-23 | 14:00'],
    ['Do the accounts by Friday', 'Do the accounts | 2026-11-27 | '],
    ['things to do 11/24', 'things to do | 2026-11-24 | '],
    ['send offer Tue 11/24', 'send offer | 2026-11-24 | '],
    ['Lunch next week Thu 12:30', 'Lunch | 2026-11-26 | 12:30'],
  ])('%s', (text, expected) => {
    expect(line(text, 'en')).toBe(expected)
  })

  test.each([
    'Angebot über 14.500 € schreiben',
    'Anruf unter +49 221 123456',
    'So schnell wie möglich liefern',
    'Guten Morgen sagen',
    'Seite 24/7 prüfen',
    'Version 2.1 testen',
    '8 Stühle bestellen',
    'do something',
    'Anruf 0221-24.11',
    '2 h Arbeit notieren',
    'Rückruf 5 am Bau',
  ])('%s says no day', (text) => {
    expect(line(text)).toBe(`${text} |  | `)
  })

  test('nothing but a day keeps its words as the title', () => {
    expect(line('morgen 14 Uhr')).toBe('morgen 14 Uhr | 2026-11-23 | 14:00')
  })

  test('no word is lost but those of the day and the time', () => {
    const words = fc.array(
      fc.constantFrom('Frau', 'Müller', 'anrufen', 'Angebot', 'für', 'Weber', '2', 'Türen'),
      {
        minLength: 1,
        maxLength: 6,
      },
    )
    fc.assert(
      fc.property(words, fc.nat(6), (all, at) => {
        const place = at % (all.length + 1)
        const said = [...all.slice(0, place), 'übermorgen 8 Uhr', ...all.slice(place)].join(' ')
        expect(quickAdd(said, today, 'de')).toEqual({ title: all.join(' '), day: today + 2, time: '08:00' })
      }),
    )
  })
})
