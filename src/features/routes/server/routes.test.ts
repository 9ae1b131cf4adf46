import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

test('points of a plane and places on earth are put into their shortest order', async () => {
  const line = [5, 1, 3, 2, 4].map((x) => ({ x, y: 0 }))
  const open = await app.admin.post('/routes/order', { points: line, closed: false, metric: 'euclidean' })
  expect(open.body).toEqual({ order: [0, 4, 2, 3, 1], length: 4 })
  const round = await app.admin.post('/routes/order', { points: line, closed: true, metric: 'euclidean' })
  expect(round.body).toMatchObject({ length: 8 })
  const towns = [
    { lat: 50.94, lon: 6.96 },
    { lat: 50.73, lon: 7.1 },
  ]
  const road = await app.admin.post('/routes/order', { points: towns, closed: true, metric: 'road' })
  expect(road.status).toBe(200)
  expect((road.body as { length: number }).length).toBeCloseTo(66, 0)
})

test.each([
  ['places without a road', { points: [{ lat: 50, lon: 7 }], metric: 'euclidean' }],
  ['a plane with roads', { points: [{ x: 1, y: 1 }], metric: 'road' }],
  [
    'two kinds of points',
    {
      points: [
        { x: 1, y: 1 },
        { lat: 50, lon: 7 },
      ],
      metric: 'road',
    },
  ],
  ['a place off the earth', { points: [{ lat: 91, lon: 7 }], metric: 'road' }],
  ['more than 2,000', { points: Array.from({ length: 2001 }, (_, x) => ({ x, y: 0 })), metric: 'euclidean' }],
])('%s are refused', async (_, body) => {
  expect((await app.admin.post('/routes/order', { closed: true, ...body })).status).toBe(422)
})
