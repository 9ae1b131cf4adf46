import { formatNumber, formatWords } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Counts, Imported } from '../import.ts'

const tones = {
  ready: '',
  queued: 'blue',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'amber',
} as const

/** How far an import is, in a word. */
export function StateBadge({ one }: { one: Imported }) {
  const t = useText()
  const trial = one.options?.dryRun === true && one.state === 'done'
  return (
    <span className={`badge ${trial ? '' : tones[one.state]}`}>
      {t(trial ? 'imports.state.trial' : `imports.state.${one.state}`)}
    </span>
  )
}

/** What came of it on one line: 120 neu, 3 Fehler. */
export function CountsLine({ one }: { one: Imported }) {
  const t = useText()
  const words = countWords(t, one.counts)
  return (
    <span className="muted num import-counts">
      {words.length ? formatWords(words) : t('imports.rows', { count: one.rows })}
    </span>
  )
}

/** The counts that are not zero, in words. */
export function countWords(t: Translate, counts: Counts): string[] {
  return (['created', 'updated', 'skipped', 'failed'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`imports.count.${key}`, { number: formatNumber(counts[key]) }))
}
