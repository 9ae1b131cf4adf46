import { queryOptions, useQueries } from '@tanstack/react-query'
import type { Place } from '#features/places/place.ts'
import { ask } from '#ui/api/request.ts'
import type { Address } from '../detail.ts'

const known = new Set(['DE', 'CH'])

/** The places of a postal code; asked only once it is complete, and only where a table of the country is shipped. */
export const placesOfCodeQuery = (country: string, postalCode: string) =>
  queryOptions({
    queryKey: ['places', country, postalCode],
    queryFn: ({ signal }) => ask<Place[]>('GET', '/places', { query: { country, postalCode }, signal }),
    enabled: known.has(country) && (country === 'DE' ? /^\d{5}$/ : /^\d{4}$/).test(postalCode),
    staleTime: Infinity,
  })

/** The codes of places whose name begins so. */
export const placesNamedQuery = (country: string, city: string) =>
  queryOptions({
    queryKey: ['places', country, 'named', city],
    queryFn: ({ signal }) => ask<Place[]>('GET', '/places', { query: { country, city }, signal }),
    enabled: known.has(country) && city.length > 2,
    staleTime: Infinity,
  })

/** What the codes of these addresses are called, as far as it has come. */
export function usePlaceNames(addresses: Address[], home: string) {
  const asked = addresses.map((address) => [address.country || home, address.postalCode.trim()] as const)
  const answers = useQueries({
    queries: asked.map(([country, code]) => placesOfCodeQuery(country, code)),
  })
  return (country: string, code: string): string[] | undefined => {
    const at = asked.findIndex((one) => one[0] === country && one[1] === code)
    const places = at < 0 ? undefined : answers[at]?.data
    return places?.length ? places.map((place) => place.city) : undefined
  }
}
