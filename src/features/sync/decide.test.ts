import { describe, expect, test } from 'vitest'
import { AREAS } from '#kernel/groupware/area.ts'
import type { SyncArea } from '#kernel/groupware/area.ts'
import { PRESENCES, decide, isMassRemoval, turned } from './decide.ts'
import type { Circumstances } from './decide.ts'

const usual: Circumstances = {
  area: 'appointment',
  origin: 'ours',
  creates: { ours: true, theirs: true },
  removedThere: 'ask',
  keepsOurs: false,
  carriesOurId: true,
  timesOnly: false,
  foreign: false,
}
const both = [true, false]
const every: Circumstances[] = AREAS.filter((area): area is SyncArea => area !== 'mail').flatMap((area) =>
  (['ours', 'theirs', 'matched'] as const).flatMap((origin) =>
    (['ask', 'remove'] as const).flatMap((removedThere) =>
      both.flatMap((flag) =>
        both.flatMap((timesOnly) =>
          both.flatMap((foreign) =>
            both.map((keepsOurs) => ({
              ...usual,
              area,
              origin,
              removedThere,
              keepsOurs,
              timesOnly,
              foreign,
              carriesOurId: flag,
              creates: { ours: flag, theirs: flag },
            })),
          ),
        ),
      ),
    ),
  ),
)
const pairs = PRESENCES.flatMap((ours) => PRESENCES.map((theirs) => ({ ours, theirs })))

describe('the table of three states', () => {
  test.each([
    ['none', 'changed', {}, 'createOurs'],
    ['changed', 'none', {}, 'createTheirs'],
    ['same', 'same', {}, 'nothing'],
    ['same', 'changed', {}, 'merge'],
    ['changed', 'same', {}, 'merge'],
    ['changed', 'changed', {}, 'merge'],
    ['same', 'gone', {}, 'ask'],
    ['same', 'gone', { removedThere: 'remove' }, 'removeOurs'],
    ['same', 'gone', { removedThere: 'remove', keepsOurs: true }, 'ask'],
    ['same', 'gone', { area: 'contact', removedThere: 'remove' }, 'unlink'],
    ['gone', 'same', {}, 'removeTheirs'],
    ['gone', 'same', { origin: 'theirs' }, 'unlink'],
    ['gone', 'same', { origin: 'matched', area: 'contact' }, 'removeTheirs'],
    ['gone', 'same', { origin: 'theirs', area: 'contact' }, 'unlink'],
    ['changed', 'gone', {}, 'offer'],
    ['gone', 'changed', {}, 'offer'],
    ['gone', 'gone', {}, 'drop'],
    ['gone', 'none', {}, 'drop'],
  ] as const)('%s here, %s there (%o): %s', (ours, theirs, about, action) => {
    expect(decide(ours, theirs, { ...usual, ...about })).toBe(action)
  })

  test('removes only what did not change, and never both sides at once', () => {
    for (const about of every)
      for (const { ours, theirs } of pairs) {
        const action = decide(ours, theirs, about)
        if (action === 'removeOurs')
          expect([ours, theirs, about.removedThere]).toEqual(['same', 'gone', 'remove'])
        if (action === 'removeTheirs') expect(ours).toBe('gone')
        if (action === 'removeTheirs' && about.area !== 'contact') expect(theirs).toBe('same')
      }
  })

  test('writes nothing where only times are taken, and nothing of another organizer is removed', () => {
    for (const about of every)
      for (const { ours, theirs } of pairs) {
        const action = decide(ours, theirs, about)
        if (about.timesOnly) expect(['removeOurs', 'removeTheirs', 'ask', 'offer']).not.toContain(action)
        if (about.foreign) expect(action).not.toBe('removeTheirs')
      }
  })

  test('makes nothing that may not be made by itself', () => {
    for (const about of every.filter(({ creates }) => !creates.ours))
      for (const { ours, theirs } of pairs)
        expect(['createOurs', 'createTheirs']).not.toContain(decide(ours, theirs, about))
  })
})

test('a fifth of a collection is too much to go at once, ten are not, all of four are', () => {
  expect(isMassRemoval(10, 12)).toBe(false)
  expect(isMassRemoval(11, 12)).toBe(true)
  expect(isMassRemoval(200, 1000)).toBe(false)
  expect(isMassRemoval(201, 1000)).toBe(true)
  expect(isMassRemoval(4, 4)).toBe(true)
  expect(isMassRemoval(3, 3)).toBe(false)
})

test('writes in one direction are no ping-pong, the fourth turn within ten minutes is', () => {
  const at = Date.parse('2026-11-22T08:00:00Z')
  let link = { turns: 0, turnedAt: null as string | null }
  const write = (way: 'here' | 'there', minute: number) => {
    const now = at + minute * 60_000
    const { turns, isPingPong } = turned(link, way, now)
    link = { turns, turnedAt: new Date(now).toISOString() }
    return isPingPong
  }
  expect(
    ['there', 'there', 'there', 'there'].map((way, minute) => write(way as 'there', minute)),
  ).not.toContain(true)
  expect(write('here', 20)).toBe(false)
  const ways = ['there', 'here', 'there', 'here'] as const
  expect(ways.map((way, minute) => write(way, 21 + minute))).toEqual([false, false, false, true])
})
