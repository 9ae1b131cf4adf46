import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openApi } from '#platform/openapi.ts'
import { routes } from '../src/app/routes.ts'
import { VERSION } from '../src/app/version.ts'

test('the API document in the repository is the one the routes write (npm run api)', () => {
  const kept: unknown = JSON.parse(readFileSync('openapi.json', 'utf8'))
  expect(JSON.parse(JSON.stringify(openApi(routes, VERSION)))).toEqual(kept)
})

test('every address is described by one operation of its own', () => {
  const { paths } = openApi(routes, VERSION) as {
    paths: Record<string, Record<string, { operationId: string }>>
  }
  const ids = Object.values(paths).flatMap((path) =>
    Object.values(path).map((operation) => operation.operationId),
  )
  expect(ids.length).toBe(routes.length)
  expect(new Set(ids).size).toBe(ids.length)
})
