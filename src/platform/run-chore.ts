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

/** Does some work so many milliseconds from now; gives back what keeps it from it. */
export type Later = (ms: number, work: () => void) => () => void

/**
 * Runs chores of the minute as soon as what they wait for is announced, and once more when they say so; never twice at once
 * in this process.
 */
export function runQuickly(
  house: House,
  chores: readonly MinuteChore[],
  { later = byClock }: { later?: Later } = {},
): Quick {
  const underWay = new Map<MinuteChore, Promise<void>>()
  const again = new Set<MinuteChore>()
  /** One at most waits for each; whatever runs it before takes its place. */
  const waiting = new Map<MinuteChore, () => void>()
  let isEnding = false
  const begin = (chore: MinuteChore): void => {
    if (underWay.has(chore)) {
      again.add(chore)
      return
    }
    again.delete(chore)
    waiting.get(chore)?.()
    waiting.delete(chore)
    const run = runChore(house, chore)
      .then(() => nextOf(house, chore))
      .then((next) => {
        underWay.delete(chore)
        if (again.has(chore)) begin(chore)
        else if (next !== undefined && !isEnding)
          waiting.set(
            chore,
            later(next, () => begin(chore)),
          )
      })
    underWay.set(chore, run)
  }
  const stop = house.live.onEvery(({ action }) => {
    for (const chore of chores) if ([chore.after].flat().includes(action)) begin(chore)
  })
  return {
    async end() {
      stop()
      isEnding = true
      for (const cancel of waiting.values()) cancel()
      while (underWay.size > 0) await Promise.all(underWay.values())
    },
  }
}

async function nextOf(house: House, chore: MinuteChore): Promise<number | undefined> {
  try {
    return await chore.nextIn?.(house)
  } catch (error) {
    house.log.error({ err: error, chore: chore.name }, 'chore does not know when it is due')
    return undefined
  }
}

const byClock: Later = (ms, work) => {
  const timer = setTimeout(work, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
