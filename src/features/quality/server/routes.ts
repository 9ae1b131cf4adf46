import { routesOf } from '#platform/route.ts'
import { quality } from '../quality.ts'
import { readQuality } from './read-quality.ts'
import type { QualityDb } from './tables.ts'

const { get } = routesOf<QualityDb>('quality')

export const qualityRoutes = [
  get({
    path: '/quality',
    summary: 'What is missing or probably wrong among the contacts the caller may see; counts stop at 10000',
    may: 'guest',
    reply: quality,
    run: ({ db, by }) => readQuality(db, by),
  }),
]
