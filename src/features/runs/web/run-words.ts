import { formatNumber } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'
import type { Run, RunCounts } from '../run.ts'

const told = ['created', 'changed', 'deleted', 'restored', 'left'] as const

/** What it did, in a few words; nothing is not told. */
export function countWords(t: Translate, counts: RunCounts): string[] {
  return told.flatMap((what) => {
    const count = counts[what] ?? 0
    return count > 0 ? [t(`runs.count.${what}`, { count: formatNumber(count) })] : []
  })
}

/** What an undo will do, a sentence each. */
export function undoWords(t: Translate, counts: RunCounts): string[] {
  return (['created', 'changed', 'deleted', 'restored'] as const).flatMap((what) => {
    const count = counts[what] ?? 0
    return count > 0 ? [t(`runs.undo.${what}`, { count })] : []
  })
}

/** The colour of a state that is worth a badge. */
export const tones: Partial<Record<Run['state'], string>> = {
  running: 'blue',
  undoing: 'blue',
  stopped: 'amber',
  undone: '',
}
