import { SaxesParser } from 'saxes'
import type { Day } from '#kernel/day.ts'
import { invalid } from '#kernel/problem.ts'
import { CURRENCIES } from './currencies.ts'

/** One euro in another currency on a day, as the European Central Bank published it. */
export interface EcbRate {
  day: Day
  currency: string
  rate: string
}

const DAY = /^\d{4}-\d\d-\d\d$/
const RATE = /^\d{1,12}(\.\d+)?$/

/**
 * The reference rates of the European Central Bank out of its table (`eurofxref-hist.csv`) or its XML
 * (`eurofxref-daily.xml`, `-hist-90d.xml`, `-hist.xml`). Currencies that are no more, and days on which one was not
 * quoted ("N/A"), are passed over; what is neither file is refused.
 */
export function readEcb(text: string): EcbRate[] {
  const found = text.trimStart().startsWith('<') ? readXml(text) : readTable(text)
  if (found.length === 0)
    throw invalid('file', 'not_ecb', 'This is not a file of reference rates of the European Central Bank.')
  return found
}

function readTable(text: string): EcbRate[] {
  const [head = '', ...lines] = text.split(/\r?\n/)
  const [first, ...currencies] = cellsOf(head)
  if (first !== 'Date') return []
  return lines.flatMap((line) => {
    const [written = '', ...rates] = cellsOf(line)
    const day = dayOf(written)
    return day === undefined ? [] : rates.flatMap((rate, at) => rateOf(day, currencies[at], rate))
  })
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim())

/** The daily table writes "20 November 2026", the long one "2026-11-20". */
function dayOf(written: string): Day | undefined {
  if (DAY.test(written)) return written
  const [, day = '', name = '', year = ''] = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/.exec(written) ?? []
  const month = MONTHS.indexOf(name)
  return month < 0 ? undefined : `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** Days are `Cube` elements with a time, rates those inside with a currency. */
function readXml(text: string): EcbRate[] {
  const found: EcbRate[] = []
  const parser = new SaxesParser()
  let day = ''
  parser.on('error', (error) => {
    throw error
  })
  // A document that brings its own entities is none of the bank's.
  parser.on('doctype', () => {
    throw new Error('no document types')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (name.replace(/^.*:/, '') !== 'Cube') return
    const { time, currency, rate } = attributes as Record<string, string | undefined>
    if (time !== undefined) day = time
    found.push(...rateOf(day, currency, rate ?? ''))
  })
  try {
    parser.write(text).close()
  } catch {
    return []
  }
  return found
}

function rateOf(day: Day, currency: string | undefined, rate: string): EcbRate[] {
  const isKnown = currency !== undefined && CURRENCIES.includes(currency)
  return isKnown && DAY.test(day) && RATE.test(rate) && Number(rate) > 0 ? [{ day, currency, rate }] : []
}
