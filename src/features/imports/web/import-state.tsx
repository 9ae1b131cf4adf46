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
    <span className="muted num import-counts">{words.length ? formatWords(words) : rowWords(t, one)}</span>
  )
}

/** The counts that are not zero, in words. */
export function countWords(t: Translate, counts: Counts): string[] {
  return (['created', 'updated', 'skipped', 'held', 'failed'] as const)
    .filter((key) => counts[key] > 0)
    .map((key) => t(`imports.count.${key}`, { number: formatNumber(counts[key]) }))
}

/** How many rows it has: etwa 20.000 Zeilen, 12 vCards. */
export function rowWords(t: Translate, { rows, rowsExact, format }: Imported): string {
  if (!rowsExact) return t('imports.about_rows', { count: roundly(rows) })
  return t(format === 'vcard' ? 'imports.cards' : 'imports.rows', { count: rows })
}

/** Where in the file it stands: Zeile 7, Karte 2. */
export function placeWords(t: Translate, { format }: Pick<Imported, 'format'>, number: number): string {
  return t(format === 'vcard' ? 'imports.card' : 'imports.row', { number })
}

/** Two figures of an estimate are as much as it knows. */
function roundly(rows: number): number {
  return Number(rows.toPrecision(2))
}
