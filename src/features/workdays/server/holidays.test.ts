import { expect, test } from 'vitest'
import type { HolidayRegion } from '../workday.ts'
import { holidaysOf, regionKey, regionOfKey, regionOfPostalCode } from './holidays.ts'

const LAENDER = 'BB BE BW BY HB HE HH MV NI NW RP SH SL SN ST TH'.split(' ')

const days = (country: HolidayRegion['country'], state?: string, region?: string, year = 2027) =>
  holidaysOf({ country, ...(state ? { state } : {}), ...(region ? { region } : {}) }, [year])
    .filter((holiday) => holiday.kind === 'public')
    .map((holiday) => holiday.date.slice(5))

const laenderWith = (date: string) => LAENDER.filter((state) => days('DE', state).includes(date)).join(' ')

test('nine days are holidays in every Land, and each Land has its own besides', () => {
  const everywhere = ['01-01', '03-26', '03-29', '05-01', '05-06', '05-17', '10-03', '12-25', '12-26']
  for (const state of LAENDER) expect(days('DE', state)).toEqual(expect.arrayContaining(everywhere))
  expect(days('DE')).toEqual(everywhere)
  expect(laenderWith('01-06')).toBe('BW BY ST')
  expect(laenderWith('03-08')).toBe('BE MV')
  expect(laenderWith('03-28')).toBe('BB')
  expect(laenderWith('05-27')).toBe('BW BY HE NW RP SL')
  expect(laenderWith('08-15')).toBe('SL')
  expect(laenderWith('09-20')).toBe('TH')
  expect(laenderWith('10-31')).toBe('BB HB HH MV NI SH SN ST TH')
  expect(laenderWith('11-01')).toBe('BW BY NW RP SL')
  expect(laenderWith('11-17')).toBe('SN')
})

test('where holidays differ inside of a Land the region tells', () => {
  expect(days('DE', 'BY')).not.toContain('08-15')
  expect(days('DE', 'BY', 'KATH')).toContain('08-15')
  expect(days('DE', 'BY', 'A')).toEqual(expect.arrayContaining(['08-08', '08-15']))
  expect(days('DE', 'SN', 'BZ')).toContain('05-27')
  expect(days('DE', 'TH', 'EIC')).toContain('05-27')
})

test('days that were decreed for one year only are known', () => {
  expect(days('DE', 'BE', undefined, 2025)).toContain('05-08')
  expect(days('DE', 'BE', undefined, 2026)).not.toContain('05-08')
  expect(days('DE', 'BE', undefined, 2028)).toContain('06-17')
  expect(days('DE', 'NW', undefined, 2017)).toContain('10-31')
  expect(days('DE', 'NW', undefined, 2018)).not.toContain('10-31')
})

test('Christmas Eve and New Year’s Eve are half days', () => {
  const half = holidaysOf({ country: 'DE', state: 'NW' }, [2027]).filter((one) => one.kind === 'half')
  expect(half).toEqual([
    { date: '2027-12-24', name: 'Heiliger Abend', kind: 'half' },
    { date: '2027-12-31', name: 'Silvester', kind: 'half' },
  ])
})

test('Austria has the same holidays everywhere, the cantons have their own', () => {
  expect(days('AT', '9')).toEqual(days('AT'))
  expect(days('AT')).toEqual(expect.arrayContaining(['01-06', '05-27', '08-15', '10-26', '12-08']))
  expect(days('AT')).not.toContain('03-26')
  expect(days('CH', 'ZH')).toContain('05-01')
  expect(days('CH', 'BE')).not.toContain('05-01')
  expect(days('CH', 'TI')).not.toContain('03-26')
  expect(days('CH', 'GE')).toContain('12-31')
  expect(holidaysOf({ country: 'CH', state: 'SO' }, [2027])).toContainEqual(
    expect.objectContaining({ date: '2027-05-01', kind: 'half' }),
  )
})

test('names come in both languages, years in order, and an unknown Land has the holidays of its country', () => {
  const region: HolidayRegion = { country: 'DE', state: 'NW' }
  expect(holidaysOf(region, [2028, 2027], 'en')[0]).toMatchObject({
    date: '2027-01-01',
    name: "New Year's Day",
  })
  expect(days('DE', 'XX')).toEqual(days('DE'))
})

test('a postal code tells whose holidays hold', () => {
  const region = (country: string, code: string) => {
    const found = regionOfPostalCode(country, code)
    return found && regionKey(found)
  }
  expect(region('DE', '50667')).toBe('DE-NW')
  expect(region('DE', '01067')).toBe('DE-SN')
  expect(region('DE', '86150')).toBe('DE-BY-A')
  expect(region('DE', '80331')).toBe('DE-BY')
  expect(region('CH', '8001')).toBe('CH-ZH')
  expect(region('AT', '1010')).toBe('AT')
  expect(region('DE', '00000')).toBe('DE')
  expect(region('FR', '75001')).toBeUndefined()
  expect(regionOfKey('DE-BY-KATH')).toEqual({ country: 'DE', state: 'BY', region: 'KATH' })
  expect(regionOfKey('AT')).toEqual({ country: 'AT' })
})
