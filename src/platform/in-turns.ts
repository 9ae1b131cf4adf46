import { setImmediate } from 'node:timers/promises'
import type { Steps } from '#kernel/steps.ts'

/** Does long work step by step; whatever else waits in this process has its turn after each of them. */
export async function inTurns<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
    await setImmediate()
  }
}
