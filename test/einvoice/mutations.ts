import type { EInvoice } from '../../src/features/einvoice/e-invoice.ts'

/** A way an invoice goes wrong; the invoice given is a copy to be spoilt. */
export interface Mutation {
  name: string
  spoil: (invoice: EInvoice) => void
}

type Tree = { [key: string]: unknown }

/** Every single term that is there: left out (empty where it is required), and put wrong. */
export function mutationsOf(invoice: EInvoice): Mutation[] {
  const found: Mutation[] = []
  const walk = (value: unknown, path: (string | number)[]) => {
    if (Array.isArray(value)) {
      if (value.length > 0) found.push({ name: `${path.join('.')} empty`, spoil: put(path, []) })
      for (const [index, one] of value.entries()) walk(one, [...path, index])
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) walk(one, [...path, key])
    } else if (typeof value === 'string') {
      found.push({ name: `${path.join('.')} missing`, spoil: put(path, '') })
      for (const wrong of wrongs(value, String(path.at(-1)))) {
        found.push({ name: `${path.join('.')} = ${wrong}`, spoil: put(path, wrong) })
      }
    }
  }
  walk(invoice, [])
  return found
}

const CODES = new Set([
  'currency',
  'taxCurrency',
  'typeCode',
  'country',
  'scheme',
  'meansCode',
  'unit',
  'reasonCode',
  'type',
  'taxPointCode',
  'subject',
  'vatId',
])

function wrongs(value: string, key: string): string[] {
  if (/^-?\d+\.\d{2}$/.test(value))
    return [`${value}1`, (Number(value) + 7.5).toFixed(2), (-Number(value)).toFixed(2)]
  if (key === 'rate') return ['0', '16', '-1']
  if (key === 'category')
    return ['S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B', 'X'].filter((one) => one !== value)
  if (CODES.has(key)) return ['QQX']
  if (key === 'from') return ['2027-01-01']
  return []
}

/** Optional terms disappear when they are emptied: what is written has no empty elements. */
function put(path: (string | number)[], value: unknown) {
  return (invoice: EInvoice) => {
    let here: Tree = invoice
    for (const key of path.slice(0, -1)) here = here[key] as Tree
    here[path.at(-1) ?? ''] = value
  }
}
