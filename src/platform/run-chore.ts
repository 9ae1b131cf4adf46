import type { House } from './house.ts'
import type { Chore, MinuteChore } from './jobs.ts'

/** Runs a chore; what goes wrong is logged, and the next time tries again. */
export async function runChore(house: House, chore: Chore): Promise<void> {
  await chore.run(house).catch((error) => house.log.error({ err: error, chore: chore.name }, 'chore failed'))
}

export interface Quick {
  /** Starts nothing more, and waits for what is under way. */
  end(): Promise<void>
}

/** Runs chores of the minute as soon as what they wait for is announced; never twice at once in this process. */
export function runQuickly(house: House, chores: readonly MinuteChore[]): Quick {
  const underWay = new Map<MinuteChore, Promise<void>>()
  const again = new Set<MinuteChore>()
  const begin = (chore: MinuteChore): void => {
    if (underWay.has(chore)) {
      again.add(chore)
      return
    }
    again.delete(chore)
    const run = runChore(house, chore).then(() => {
      underWay.delete(chore)
      if (again.has(chore)) begin(chore)
    })
    underWay.set(chore, run)
  }
  const stop = house.live.onEvery(({ action }) => {
    for (const chore of chores) if ([chore.after].flat().includes(action)) begin(chore)
  })
  return {
    async end() {
      stop()
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
  }
}
