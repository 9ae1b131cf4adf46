import { Big } from '#kernel/decimal.ts'

// A discount for early payment, as XRechnung writes it into the payment terms (BT-20), one a line:
// `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#`. VERZUG is interest for late payment, in the same form.

export interface Skonto {
  kind: 'SKONTO' | 'VERZUG'
  days: number
  percent: string
  /** What the percentage is taken of, where it is not the amount due. */
  base?: string
}

const LINE =
  /^#(SKONTO|VERZUG)#TAGE=(\d{1,6})#PROZENT=(\d{1,6}\.\d{2})#(?:BASISBETRAG=(-?\d{1,20}\.\d{2})#)?$/

/** The payment terms: free words first, then the lines a machine reads, each closed by a line break. */
export function writeTerms(words: string, offers: readonly Skonto[]): string {
  const lines = offers.map(({ kind, days, percent, base }) => {
    const of = base === undefined ? '' : `BASISBETRAG=${new Big(base).toFixed(2)}#`
    return `#${kind}#TAGE=${days}#PROZENT=${new Big(percent).toFixed(2)}#${of}\n`
  })
  const before = words.trim() === '' ? '' : words.trimEnd() + (lines.length > 0 ? '\n' : '')
  return before + lines.join('')
}

/** The words and the offers of payment terms. */
export function readTerms(terms: string): { words: string; offers: Skonto[] } {
  const lines = terms.split(/\r?\n/)
  const offers = lines.flatMap((line) => readLine(line.trim()) ?? [])
  const words = lines.filter((line) => readLine(line.trim()) === undefined)
  return { words: words.join('\n').trim(), offers }
}

/** BR-DE-18: a line that begins with `#` is one of these lines, whole, and ends with a line break. */
export function termsAreWellFormed(terms: string): boolean {
  const lines = terms.split(/\r?\n/)
  const last = lines.at(-1)?.trim() ?? ''
  return !last.startsWith('#') && lines.every((line) => !line.trim().startsWith('#') || readLine(line.trim()))
}

function readLine(line: string): Skonto | undefined {
  const [, kind, days, percent, base] = LINE.exec(line) ?? []
  if (kind === undefined || percent === undefined) return undefined
  const skonto: Skonto = { kind: kind as Skonto['kind'], days: Number(days), percent }
  return base === undefined ? skonto : { ...skonto, base }
}
