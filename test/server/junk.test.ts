import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import type { Route } from '#platform/route.ts'
import { routes } from '../../src/app/routes.ts'
import { startApp } from '../app.ts'
import type { Person, TestApp } from '../app.ts'
import { fc } from '../properties.ts'
import { SEED } from '../seed.ts'

// Nothing that can be sent makes a bug of ours: thousands of requests, almost right or not at all, and no 5xx.

const REQUESTS = 10_000

let app: TestApp
let callers: Person[]
let ids: string[]
beforeAll(async () => {
  app = await startApp()
  callers = [app.admin, app.admin, await app.person('user'), await app.person('guest'), app.anonymous]
  const contact = { kind: 'company', companyName: 'Muster', visibility: 'write' }
  const tags = (await app.admin.get('/tags')).body.items
  ids = [(await app.admin.post('/contacts', contact)).body.id, callers[2]?.by.id, tags[0].id, tags[1].id]
})
afterAll(() => app.close())

test(`no request makes a 5xx (seed ${SEED})`, async () => {
  const request = fc.oneof(...routes.filter((route) => !route.multipart).map(requestOf))
  const statuses = new Map<number, number>()
  await fc.assert(
    fc.asyncProperty(request, async ({ route, caller, id, query, body, headers }) => {
      const url = route.path.replaceAll(/\{\w+\}/g, () =>
        encodeURIComponent((ids[Number(id)] ?? id).toWellFormed()),
      )
      const status = await send(caller, route.method, `${url}?${new URLSearchParams(query)}`, body, headers)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      expect(status, `${route.method} ${url} ${JSON.stringify({ query, body, headers })}`).toBeLessThan(500)
    }),
    { seed: SEED, numRuns: REQUESTS, endOnFailure: true },
  )
  // Much of it got through to the database, else this proves nothing.
  expect(statuses.get(200), JSON.stringify([...statuses])).toBeGreaterThan(REQUESTS / 50)
})

function send(
  caller: number,
  method: Route['method'],
  url: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<number> {
  const who = callers[caller] ?? app.anonymous
  const sent = JSON.stringify(body) ?? ''
  const typed = { 'content-type': 'application/json', ...headers }
  const reply =
    method === 'GET'
      ? who.get(url, headers)
      : method === 'DELETE'
        ? who.remove(url, headers)
        : { POST: who.post, PUT: who.put, PATCH: who.patch }[method](url, sent, typed)
  return reply.then(({ status }) => status)
}

function requestOf(route: Route) {
  return fc.record({
    route: fc.constant(route),
    caller: fc.nat({ max: 4 }),
    id: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 3 }).map(String) }, { weight: 1, arbitrary: text }),
    query: queryOf(route.query),
    body: route.body ? like(schemaOf(route.body)) : junk,
    headers,
  })
}

const text = fc.constantFrom(
  '',
  ' ',
  'Müller',
  'a\u0000b',
  '\ud800',
  '😀',
  '%',
  '\\',
  '"',
  "'; --",
  '{}',
  '\u202e',
  'constructor',
  '__proto__',
  '1e400',
  '-1',
  '99999999999999999999',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
  'x'.repeat(300),
  'x'.repeat(70_000),
)
const number = fc.constantFrom(0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, 5e-324)
const id = fc.oneof(
  fc.nat({ max: 3 }).map((n) => ids[n] ?? ''),
  fc.uuid(),
)
const junk: fc.Arbitrary<unknown> = fc.oneof(
  text,
  number,
  id,
  fc.constantFrom(null, true, {}, [], [[]], [null], { a: { b: { c: [] } } }),
)
const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"1"', '*', 'x', '"0"', '').map((value) => ({ 'if-match': value })),
  },
  { weight: 1, arbitrary: fc.constantFrom('a', 'b', 'ü', '').map((value) => ({ 'idempotency-key': value })) },
)

interface JsonSchema {
  $ref?: string
  type?: string
  format?: string
  enum?: unknown[]
  const?: unknown
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  $defs?: Record<string, JsonSchema>
}

function schemaOf(type: z.ZodType): JsonSchema {
  return z.toJSONSchema(type, { io: 'input', unrepresentable: 'any' }) as JsonSchema
}

/** Values as the schema wants them, now and then anything else. */
function like(schema: JsonSchema, root = schema, depth = 0): fc.Arbitrary<unknown> {
  const target = schema.$ref ? (root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema
  if (depth > 4) return junk
  return fc.oneof({ weight: 9, arbitrary: fitting(target, root, depth) }, { weight: 1, arbitrary: junk })
}

function fitting(schema: JsonSchema, root: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const arms = schema.anyOf ?? schema.oneOf
  if (arms) return fc.oneof(...arms.map((arm) => like(arm, root, depth + 1)))
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.type === 'object') return objectLike(schema, root, depth)
  if (schema.type === 'array') return fc.array(like(schema.items ?? {}, root, depth + 1), { maxLength: 3 })
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number') return fc.oneof(fc.nat({ max: 20 }), number)
  if (schema.format === 'uuid') return id
  // Of none of these is the network asked where the servers of an address are looked for: it would take seconds.
  if (schema.format === 'email') return fc.constantFrom('a@gmail.com', 'b@gmx.de', 'ü@exämple.de')
  if (schema.format?.startsWith('date')) return fc.constantFrom('2026-11-21', '2026-11-21T08:00:00Z')
  return schema.type === 'string' ? fc.oneof(text, fc.string({ maxLength: 20 })) : junk
}

function objectLike(schema: JsonSchema, root: JsonSchema, depth: number): fc.Arbitrary<unknown> {
  const known = Object.entries(schema.properties ?? {}).map(
    ([key, value]) => [key, like(value, root, depth + 1)] as const,
  )
  const more = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {}
  const extra = fc.dictionary(text, like(more, root, depth + 1), { maxKeys: schema.properties ? 1 : 3 })
  const plain = fc.record(Object.fromEntries(known), { requiredKeys: [] })
  return schema.properties
    ? fc.oneof({ weight: 9, arbitrary: plain }, { weight: 1, arbitrary: fc.tuple(plain, extra).map(merged) })
    : extra
}

const merged = ([plain, extra]: [object, object]) => ({ ...plain, ...extra })

function queryOf(type: z.ZodType | undefined): fc.Arbitrary<Record<string, string>> {
  const shape = type instanceof z.ZodObject ? Object.keys(type.shape) : []
  const names = fc.constantFrom(...shape, 'q', 'nothing', 'custom.x', '__proto__')
  const values = fc.oneof(
    text.filter((value) => value.length < 1000),
    id,
    fc.constantFrom(
      'true',
      '1',
      'none',
      'me',
      '-createdAt',
      '2026-11-21',
      'Müll*',
      'M?l',
      'Schmit~',
      '"a b"',
    ),
  )
  return fc.oneof(fc.constant({}), fc.dictionary(names, values, { maxKeys: 3 }))
}
