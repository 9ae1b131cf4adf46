import { useEffect, useState } from 'react'
import type { parsePhone } from '#kernel/phone.ts'
import { hintsOf, type Hint } from '../../hints.ts'
import { usePlaceNames } from '../places-api.ts'
import type { Draft } from './draft.ts'

/** What is probably wrong in the form now. */
export function useHints(draft: Draft, kind: 'person' | 'company', country: string): Hint[] {
  const parse = usePhoneParser()
  const addresses = draft.details.flatMap((row) => (row.kind === 'address' ? [row.value] : []))
  const places = usePlaceNames(addresses, country)
  const details = draft.details.map((row) =>
    row.kind === 'phone'
      ? {
          ...row,
          e164: parse && row.value.trim().length > 5 ? (parse(row.value, country)?.e164 ?? null) : undefined,
        }
      : row,
  )
  return hintsOf({ ...draft, kind, details }, { today: today(), country, places })
}

/** Draft values under their paths: `lastName`, `details.2.category`, `details.0.value.city`. */
export function mended(draft: Draft, { fix = [] }: Hint): Partial<Draft> {
  const change: Record<string, unknown> = {}
  for (const { path, value } of fix) {
    const [field = '', index, ...keys] = path.split('.')
    if (index === undefined) change[field] = value
    else
      change['details'] = draft.details.map((row, at) =>
        at === Number(index) ? withValue(row, keys, value) : row,
      )
  }
  return change
}

/** The same object with another value deep in it. */
export function withValue<Row extends object>(row: Row, [key = '', ...rest]: string[], value: string): Row {
  const inner = (row as Record<string, unknown>)[key]
  return { ...row, [key]: rest.length ? withValue(inner as object, rest, value) : value }
}

export function today(): string {
  return new Intl.DateTimeFormat('sv-SE').format(new Date())
}

/** Number plans weigh more than the form: they come when it stands already. */
function usePhoneParser(): typeof parsePhone | undefined {
  const [parse, setParse] = useState<{ call: typeof parsePhone }>()
  useEffect(() => {
    void import('#kernel/phone.ts').then((m) => setParse({ call: m.parsePhone }))
  }, [])
  return parse?.call
}
