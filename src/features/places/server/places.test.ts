import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApp } from '../../../../test/app.ts'
import type { TestApp } from '../../../../test/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.close())

const cities = async (query: string) => {
  const { body } = await app.admin.get(`/places?${query}`)
  return (body as { city: string }[]).map((place) => place.city)
}

test('a postal code knows its place, its Land and where it lies', async () => {
  const { status, body } = await app.admin.get('/places?postalCode=50667')
  expect(status).toBe(200)
  expect(body).toEqual([
    {
      postalCode: '50667',
      city: 'Köln',
      state: 'Nordrhein-Westfalen',
      lat: expect.closeTo(50.94, 1),
      lon: expect.closeTo(6.95, 1),
    },
  ])
})

test('a code with several places names them all, each in its own Land', async () => {
  const { body } = await app.admin.get('/places?country=DE&postalCode=21039')
  expect(body).toContainEqual(expect.objectContaining({ city: 'Hamburg', state: 'Hamburg' }))
  expect(body).toContainEqual(expect.objectContaining({ city: 'Börnsen', state: 'Schleswig-Holstein' }))
})

test('Swiss codes are known, those of other countries and nonsense are not', async () => {
  expect(await cities('country=ch&postalCode=8001')).toEqual(['Zürich'])
  expect(await cities('country=AT&postalCode=1010')).toEqual([])
  expect(await cities('postalCode=99999')).toEqual([])
  expect(await cities('')).toEqual([])
})

test('a place is found by how its name begins, however its umlaut is written, the exact name first', async () => {
  expect((await cities('city=Muenster'))[0]).toBe('Münster')
  expect(await cities('city=m%C3%BCnste')).toContain('Münster')
  expect(await cities('city=Halle')).toContain('Halle (Saale)')
})

test('bad questions are refused, strangers are not answered', async () => {
  expect((await app.admin.get('/places?country=Germany')).status).toBe(422)
  expect((await app.anonymous.get('/places?postalCode=50667')).status).toBe(401)
})
