import type { Detail } from '../detail.ts'

type Row = Exclude<Detail, { kind: 'address' }>

/** The address that dials: the number the server read, else what was typed; +49 (0) 351 41-0 is +49351410. */
export function telephoneLink(number: string | Row): string {
  const typed = typeof number === 'string' ? number : (number.e164 ?? number.value)
  return `tel:${typed.replace(/\(0\)/, '').replaceAll(/[^\d+*#]/g, '')}`
}

/** The value as it is shown: a phone number as DIN 5008 spells it, everything else as it was typed. */
export function spelled(row: Row): string {
  return row.formatted ?? row.value
}

/** The row with another value; how the old number was read does not hold for it. */
export function retyped(row: Row, value: string): Row {
  const { kind, category, primary } = row
  return { kind, category, primary, value }
}
