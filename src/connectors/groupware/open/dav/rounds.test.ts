import { expect, test } from 'vitest'
import { GroupwareError } from '../../groupware-error.ts'
import { resourceId } from './href.ts'
import type { Listing } from './listing.ts'
import { openRounds } from './rounds.ts'
import { fc } from '../../../../../test/properties.ts'
import { SEED } from '../../../../../test/seed.ts'

/** A collection that changes while it is read, with or without tokens of changes. */
function collection({ canSync, most }: { canSync: boolean; most: number }) {
  const there = new Map<string, string>()
  const log: string[] = []
  let forgotten = 0
  const listing: Listing = {
    state: async () => ({
      syncToken: canSync ? `${forgotten}-${log.length}` : undefined,
      ctag: `c${log.length}`,
      canSync,
    }),
    async since(token) {
      const [era, from] = token === null ? [forgotten, 0] : token.split('-').map(Number)
      if (era !== forgotten || from === undefined) throw new GroupwareError('token-lost', `${token}`)
      const told = log.slice(from, from + most)
      const ids = [...new Set(told)].filter((id) => token !== null || there.has(id))
      return {
        entries: ids.map((id) => ({ id, etag: there.get(id) ?? null })),
        token: `${forgotten}-${from + told.length}`,
        isCut: from + told.length < log.length,
      }
    },
    all: async () => [...there].map(([id, etag]) => ({ id, etag })),
  }
  return {
    there,
    listing,
    put: (id: string) => there.set(id, `${log.push(id)}`),
    remove: (id: string) => there.delete(id) && log.push(id),
    /** All tokens that were handed out are worth nothing from now on. */
    forget: () => (forgotten += 1),
  }
}

const runs = { seed: SEED, numRuns: 300 }

type Step =
  | { do: 'put' | 'remove'; id: string }
  | { do: 'page'; limit: number }
  | { do: 'restart' | 'forget' }

const id = fc.integer({ min: 0, max: 30 }).map((at) => `/cal/${at}.ics`)
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: fc.record({ do: fc.constant('put' as const), id }), weight: 12 },
  { arbitrary: fc.record({ do: fc.constant('remove' as const), id }), weight: 4 },
  {
    arbitrary: fc.record({ do: fc.constant('page' as const), limit: fc.integer({ min: 1, max: 7 }) }),
    weight: 12,
  },
  { arbitrary: fc.constant({ do: 'restart' } as const), weight: 3 },
  { arbitrary: fc.constant({ do: 'forget' } as const), weight: 1 },
)

/** One who reads pages and keeps what they say, as the engine does. */
function reader(listing: Listing, server: ReadonlyMap<string, string>) {
  const kept = new Map<string, string>()
  let seen = new Set<string>()
  let token: string | null = null
  let rounds = openRounds(listing)
  return {
    kept,
    restart: () => (rounds = openRounds(listing)),
    async page(limit: number): Promise<boolean> {
      if (token === null) seen = new Set()
      try {
        const page = await rounds.page(token, { limit, window: undefined })
        expect(page.entries.length).toBeLessThanOrEqual(limit)
        for (const one of page.entries) {
          // What is fetched is what stands there by then.
          const now = server.get(one.id)
          if (one.etag === null || now === undefined) kept.delete(one.id)
          else kept.set(one.id, now)
          seen.add(one.id)
        }
        token = page.token
        if (page.whole && !page.more) {
          for (const id of kept.keys()) if (!seen.has(id) && !server.has(id)) kept.delete(id)
        }
        return page.more
      } catch (error) {
        if (!(error instanceof GroupwareError) || error.fault !== 'token-lost') throw error
        token = null
        return true
      }
    },
  }
}

test.each([{ canSync: true }, { canSync: false }])(
  'whatever happens between the pages, at rest both sides are the same (sync-collection: $canSync) ' +
    `(KONTOR_TEST_SEED=${SEED})`,
  async ({ canSync }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 40, maxLength: 120, size: 'max' }),
        fc.integer({ min: 1, max: 9 }),
        async (steps, most) => {
          const server = collection({ canSync, most })
          const { kept, restart, page } = reader(server.listing, server.there)
          for (const one of steps) {
            if (one.do === 'put') server.put(one.id)
            else if (one.do === 'remove') server.remove(one.id)
            else if (one.do === 'forget') server.forget()
            else if (one.do === 'page') await page(one.limit)
            else restart()
          }
          let pages = 0
          while (await page(5)) expect((pages += 1)).toBeLessThan(200)
          // The round that was under way may end with what it began with: the next one tells the rest.
          while (await page(5)) expect((pages += 1)).toBeLessThan(200)
          expect(Object.fromEntries(kept)).toEqual(Object.fromEntries(server.there))
        },
      ),
      runs,
    )
  },
)

test(`however a name is encoded, it is the same resource (KONTOR_TEST_SEED=${SEED})`, () => {
  const base = new URL('https://dav.example.com/cal/')
  const encode = (char: string, way: number) =>
    way === 0
      ? encodeURIComponent(char)
      : [...Buffer.from(char)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }), fc.nat(1)), {
        minLength: 1,
      }),
      (chars) => {
        const where = { url: base, base }
        const name = chars.map(([char]) => char).join('')
        fc.pre(name.isWellFormed() && name !== '.' && name !== '..')
        const plain = resourceId(`/cal/${encodeURIComponent(name)}`, where)
        const other = resourceId(`/cal/${chars.map(([char, way]) => encode(char, way)).join('')}`, where)
        expect(other).toBe(plain)
        expect(resourceId(plain, where)).toBe(plain)
        expect(decodeURIComponent(plain)).toBe(`/cal/${name}`)
      },
    ),
    runs,
  )
})
