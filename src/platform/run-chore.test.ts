import { expect, test } from 'vitest'
import type { House } from './house.ts'
import type { MinuteChore } from './jobs.ts'
import { runQuickly } from './run-chore.ts'

/** A house that announces by hand, and a clock that is turned by hand. */
function byHand(nextIn: () => Promise<number | undefined>) {
  const ran: number[] = []
  const timers: { ms: number; work: () => void; isOff: boolean }[] = []
  let announce: (said: { action: string }) => void = () => {}
  const live = {
    onEvery(hear: typeof announce) {
      announce = hear
      return () => void (announce = () => {})
    },
  }
  const chore: MinuteChore = { name: 'sweep', after: 'dust', run: async () => void ran.push(1), nextIn }
  const quick = runQuickly({ live, log: { error() {} } } as unknown as House, [chore], {
    later(ms, work) {
      const timer = { ms, work, isOff: false }
      timers.push(timer)
      return () => void (timer.isOff = true)
    },
  })
  return { ran, timers, quick, dust: () => announce({ action: 'dust' }) }
}

test('a chore that says so runs once more, by a clock of which there is one', async () => {
  const left = [7000, undefined]
  const { ran, timers, dust } = byHand(async () => left.shift())
  dust()
  await expect.poll(() => timers.map(({ ms }) => ms)).toEqual([7000])
  expect(ran).toHaveLength(1)
  timers[0]?.work()
  await expect.poll(() => left).toEqual([])
  expect(ran).toHaveLength(2)
  expect(timers).toHaveLength(1)
})

test('what runs it before takes the place of the clock, and nothing begins after the end', async () => {
  const left = [7000, 3000]
  const { ran, timers, quick, dust } = byHand(async () => left.shift())
  dust()
  await expect.poll(() => timers).toHaveLength(1)
  dust()
  await expect.poll(() => timers).toHaveLength(2)
  expect(timers.map(({ isOff }) => isOff)).toEqual([true, false])
  await quick.end()
  expect(timers.map(({ isOff }) => isOff)).toEqual([true, true])
  dust()
  expect(ran).toHaveLength(2)
})

test('one that does not know when it is due waits for the minute', async () => {
  let asked = 0
  const { timers, quick, dust } = byHand(async () => {
    asked += 1
    throw new Error('no database')
  })
  dust()
  await expect.poll(() => asked).toBe(1)
  await quick.end()
  expect(timers).toEqual([])
})
