import { Worker } from 'node:worker_threads'
import type { DueVisit, OpenDay, Spread, SpreadOptions } from '../spread.ts'

export interface SpreadTask {
  visits: DueVisit[]
  days: OpenDay[]
  options: SpreadOptions
}

/** Spreads visits over days in a thread of its own, so that the server goes on answering meanwhile. */
export function spreadAside(task: SpreadTask): Promise<Spread> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./spread-thread.ts', import.meta.url), { workerData: task })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`The spreading ended with ${code}`)))
  })
}
