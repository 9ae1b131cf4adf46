import { parentPort, workerData } from 'node:worker_threads'
import { spread } from '../spread.ts'
import type { SpreadTask } from './spread-aside.ts'

const { visits, days, options } = workerData as SpreadTask
parentPort?.postMessage(spread(visits, days, options))
