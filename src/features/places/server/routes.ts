import { z } from 'zod'
import { routesOf } from '#platform/route.ts'
import { place, placesQuery } from '../place.ts'
import { readPlaces } from './read-places.ts'

const { get } = routesOf<unknown>('places')

export const placesRoutes = [
  get({
    path: '/places',
    summary: 'Places of a postal code, or postal codes of a place by the beginning of its name; at most 50',
    may: 'guest',
    query: placesQuery,
    reply: z.array(place),
    run: ({ query }) => Promise.resolve(readPlaces(query)),
  }),
]
