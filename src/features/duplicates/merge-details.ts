import type { Detail } from '#features/contacts/detail.ts'
import { emailKey } from '#kernel/email.ts'
import { fold } from '#kernel/fold.ts'

/**
 * The ways to reach several who are one: all rows of the first, then what the others know besides. However it is
 * spelled, a number or an address stands there once. The primary of a kind is the first one's.
 */
export function mergeDetails([own = [], ...others]: readonly (readonly Detail[])[]): Detail[] {
  const kept = [...own]
  const known = new Set(own.map(meant))
  for (const details of others) {
    const settled = new Set(kept.flatMap((row) => (row.primary ? [row.kind] : [])))
    for (const row of details) {
      if (known.has(meant(row))) continue
      known.add(meant(row))
      kept.push({ ...row, primary: row.primary && !settled.has(row.kind) })
    }
  }
  return kept
}

/** The same for two rows that mean the same. */
function meant(row: Detail): string {
  return `${row.kind} ${meaning(row)}`
}

function meaning(row: Detail): string {
  if (row.kind === 'address') return Object.values(row.value).map(plain).join('|')
  if (row.kind === 'email' || row.kind === 'gmail') return emailKey(row.value)
  if (row.kind === 'phone') return row.e164 ?? row.value.replaceAll(/[^\d+]/g, '')
  if (row.kind === 'iban') return row.value.replaceAll(/\s/g, '').toUpperCase()
  return row.value.trim().toLowerCase()
}

const plain = (text: string) => fold(text).trim()
