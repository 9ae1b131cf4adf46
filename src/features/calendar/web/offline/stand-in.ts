import { carryOver } from '#ui/offline/carry-over.ts'
import { showingDayOf } from '#ui/offline/day-since.ts'
import { keepCommand } from '#ui/offline/keep.ts'
import { commands, keptDay } from '#ui/offline/store.ts'
import type { LostCall } from '#ui/api/request.ts'
import type { OfflineDay } from '../../offline-day.ts'
import { answerFrom } from './answers.ts'

/** Answers for the server while it is away, and keeps what was done until it is back. */
export async function answerAway(call: LostCall): Promise<{ answer: unknown } | undefined> {
  if (call.later) {
    if (!(await keepCommand(call))) return undefined
    // It may have been a moment only, or files alone that made it wait.
    void carryOver().catch(() => undefined)
    return { answer: call.later.meanwhile }
  }
  if (call.method !== 'GET') return undefined
  const kept = await keptDay()
  if (!kept) return undefined
  const path = call.url.pathname.replace('/api/v1', '')
  const day = kept.answers[TODAY] as OfflineDay
  const waiting = (await commands()).filter(({ owner }) => owner === kept.owner)
  const answer = kept.answers[path] ?? answerFrom(call.url, day, waiting)
  if (answer === undefined) return undefined
  showingDayOf(kept.at)
  return { answer }
}

/** Where the day itself lies among the kept answers. */
export const TODAY = '/today/offline'
/** What every screen asks first; kept as it came. */
export const GROUND = [
  '/session',
  '/vocabulary',
  '/settings',
  '/notifications',
  '/history-categories',
  '/jobs',
]
