import { regionsOf, statesOf } from '#features/settings/states.ts'
import { text, type Language, type TextKey } from '#ui/texts.ts'
import type { HolidayRegion } from '../workday.ts'

/** Regions whose holidays differ, as one list; of Austria the whole country, where they are the same everywhere. */
export function regionOptions(language: Language): { value: string; label: string }[] {
  const countries = new Intl.DisplayNames(language, { type: 'region' })
  return (['DE', 'AT', 'CH'] as const).flatMap((country) => {
    const name = countries.of(country) ?? country
    const states = country === 'AT' ? [] : statesOf(country)
    return [
      { value: country, label: name },
      ...states.flatMap(({ value: state, label }) => [
        { value: `${country}-${state}`, label: `${name}: ${label}` },
        ...regionsOf(country, state).map((region) => ({
          value: `${country}-${state}-${region}`,
          label: `${name}: ${label}, ${text(`settings.region.${region}` as TextKey)}`,
        })),
      ]),
    ]
  })
}

/** A region as the value of a list: `DE-BY-KATH`; nothing for those of the firm. */
export function wordOf(region: HolidayRegion | null): string {
  if (!region) return ''
  const { country, state, region: part } = region
  return [country, country === 'AT' ? undefined : state, part].filter(Boolean).join('-')
}

export function regionOf(word: string): HolidayRegion | null {
  if (!word) return null
  const [country, state, region] = word.split('-')
  return {
    country: country as HolidayRegion['country'],
    ...(state && { state }),
    ...(region && { region }),
  }
}
