import DateHolidays from 'date-holidays'
import type { Settings } from '#features/settings/settings.ts'
import { readPlaces } from '#features/places/server/read-places.ts'
import { STATES } from '#features/places/server/states.ts'
import { remembered } from '#kernel/remembered.ts'
import type { Language } from '#kernel/rights.ts'
import type { Holiday, HolidayRegion } from '../workday.ts'

/**
 * Public holidays of a country, Land or canton, and region in these years, in the order of the days. Days on which
 * business ends at noon or banks are closed (24 and 31 December, 1 May in Solothurn) are `half`. A Land nobody knows
 * counts as none: what holds in the whole country is left.
 */
export function holidaysOf(
  region: HolidayRegion,
  years: readonly number[],
  language: Language = 'de',
): Holiday[] {
  return years.toSorted((a, b) => a - b).flatMap((year) => yearOf(`${language} ${year} ${regionKey(region)}`))
}

/** Whose holidays the firm has, by its settings. */
export function firmRegion({ country = 'DE', ...rest }: Settings['holidays']): HolidayRegion {
  return { country, ...rest }
}

/** A region as one word, to keep facts by: `DE`, `DE-BY`, `DE-BY-KATH`. */
export function regionKey({ country, state, region }: HolidayRegion): string {
  return [country, state, state && region].filter(Boolean).join('-')
}

/** The region that such a word stands for. */
export function regionOfKey(key: string): HolidayRegion {
  const [country, state, region] = key.split('-')
  return {
    country: country as HolidayRegion['country'],
    ...(state ? { state } : {}),
    ...(region ? { region } : {}),
  }
}

/**
 * Whose holidays hold at a postal code: the Land or canton of the place, or of most places where a code reaches over a
 * border; Augsburg has one more. Of Austria the country is enough, its public holidays are the same everywhere.
 * Undefined for other countries.
 */
export function regionOfPostalCode(country: string, postalCode: string): HolidayRegion | undefined {
  if (country !== 'DE' && country !== 'AT' && country !== 'CH') return undefined
  const places = readPlaces({ country, postalCode: postalCode.trim() })
  const state = codeOf(country, mostOf(places.map((place) => place.state)))
  if (!state) return { country }
  const isAugsburg = state === 'BY' && places.some((place) => place.city === 'Augsburg')
  return { country, state, ...(isAugsburg ? { region: 'A' } : {}) }
}

const yearOf = remembered((key): readonly Holiday[] => {
  const [language = 'de', year, word = 'DE'] = key.split(' ')
  const { country, state = '', region = '' } = regionOfKey(word)
  const days = new DateHolidays(country, state, region).getHolidays(Number(year), language)
  return days.flatMap(({ date, name, type }) => {
    if (type !== 'public' && type !== 'bank') return []
    const isWhole = type === 'public' && date.slice(11, 16) === '00:00'
    return [{ date: date.slice(0, 10), name, kind: isWhole ? ('public' as const) : ('half' as const) }]
  })
}, 2000)

function mostOf(names: string[]): string | undefined {
  const counted = Map.groupBy(names, (name) => name)
  return [...counted].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
}

function codeOf(country: string, name: string | undefined): string | undefined {
  return Object.entries(STATES[country] ?? {}).find(([, one]) => one === name)?.[0]
}
