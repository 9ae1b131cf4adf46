import { sweepFiles } from '#features/history/server/sweep-files.ts'
import type { Chore, Work } from '#platform/jobs.ts'

/** Every kind of long work. */
export const works: Work[] = []

/** What happens every night. */
export const chores: Chore[] = [sweepFiles]
