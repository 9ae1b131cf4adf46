import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurn } from './mailbox-turns.ts'

/** Works that end when they are told to. */
function works() {
  const running: { name: number; end: () => void; fail: () => void }[] = []
  const start = (mailbox: string, name: number) =>
    inTurn(mailbox, () =>
      new Promise<number>((resolve, reject) => {
        running.push({ name, end: () => resolve(name), fail: () => reject(new Error('failed')) })
      }).finally(
        () =>
          void running.splice(
            running.findIndex((one) => one.name === name),
            1,
          ),
      ),
    )
  return { running, start, names: () => running.map(({ name }) => name) }
}

test('three at a time, in their order, whatever becomes of them', async () => {
  const { running, start, names } = works()
  const all = [1, 2, 3, 4, 5, 6].map((name) => start('a', name).catch(() => -name))
  await setImmediate()
  expect(names()).toEqual([1, 2, 3])
  running[1]?.fail()
  await setImmediate()
  expect(names()).toEqual([1, 3, 4])
  for (let left = 6; left > 0; left--) {
    running[0]?.end()
    await setImmediate()
    expect(running.length).toBeLessThanOrEqual(3)
  }
  expect(await Promise.all(all)).toEqual([1, -2, 3, 4, 5, 6])
})

test('one mailbox does not wait for another', async () => {
  const { running, start, names } = works()
  const all = [start('b', 1), start('b', 2), start('b', 3), start('b', 4), start('c', 5)]
  await setImmediate()
  expect(names()).toEqual([1, 2, 3, 5])
  while (running.length > 0) {
    running[0]?.end()
    await setImmediate()
  }
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4, 5])
})
