import { Big } from '#kernel/decimal.ts'

// A discount for early payment, as XRechnung writes it into the payment terms (BT-20), one a line:
// `#SKONTO#TAGE=14#PROZENT=2.00#BASISBETRAG=100.00#`. XRechnung 3.0 no longer knows VERZUG, interest for late payment.

export interface Skonto {
  days: number
  percent: string
  /** What the percentage is taken of, where it is not the amount due. */
  base?: string
}

const LINE = /^#SKONTO#TAGE=(\d{1,6})#PROZENT=(\d{1,6}\.\d{2})#(?:BASISBETRAG=(-?\d{1,20}\.\d{2})#)?$/

/** The payment terms: free words first, then the lines a machine reads, each closed by a line break. */
export function writeTerms(words: string, offers: readonly Skonto[]): string {
  const lines = offers.map(({ days, percent, base }) => {
    const of = base === undefined ? '' : `BASISBETRAG=${new Big(base).toFixed(2)}#`
    return `#SKONTO#TAGE=${days}#PROZENT=${new Big(percent).toFixed(2)}#${of}\n`
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

/** BR-DE-18: a line that begins with `#` is one of these lines, whole; behind the last `#…#` the line ends. */
export function termsAreWellFormed(terms: string): boolean {
  const marked = terms
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith('#'))
  const behind = terms.split(/#.+#/).at(-1) ?? ''
  return marked.length === 0 || (marked.every((line) => readLine(line)) && /^\s*\n/.test(behind))
}

function readLine(line: string): Skonto | undefined {
  const [, days, percent, base] = LINE.exec(line) ?? []
  if (days === undefined || percent === undefined) return undefined
  const skonto: Skonto = { days: Number(days), percent }
  return base === undefined ? skonto : { ...skonto, base }
}
