import { REASONS } from './takeover.ts'
import type { Reason, Suggestion } from './takeover.ts'

export interface Hint extends Pick<Suggestion, 'contactId' | 'name' | 'kind'> {
  reason: Reason
}

const MOST = 10

/** What speaks for whom, the surest first; a person stands before a firm for which the same speaks. */
export function rank(hints: readonly Hint[]): Suggestion[] {
  const byContact = Map.groupBy(hints, ({ contactId }) => contactId)
  const all = [...byContact.values()].flatMap((of) => {
    const [first] = of
    if (!first) return []
    const reasons = REASONS.filter((reason) => of.some((one) => one.reason === reason))
    return [{ contactId: first.contactId, name: first.name, kind: first.kind, reasons }]
  })
  return all
    .toSorted(
      (a, b) =>
        placeOf(a) - placeOf(b) ||
        b.reasons.length - a.reasons.length ||
        b.kind.localeCompare(a.kind) ||
        a.name.localeCompare(b.name) ||
        a.contactId.localeCompare(b.contactId),
    )
    .slice(0, MOST)
}

/**
 * The one that is meant without doubt: the only one for whom the surest reason speaks, or the only one of those for whom
 * another speaks besides. Undefined: somebody has to say.
 */
export function theOneOf(ranked: readonly Suggestion[]): Suggestion | undefined {
  const [first] = ranked
  if (!first) return undefined
  const best = ranked.filter((one) => placeOf(one) === placeOf(first))
  if (best.length === 1) return first
  const persons = best.filter(({ kind }) => kind === 'person')
  if (persons.length === 1) return persons[0]
  const sure = best.filter(({ reasons }) => reasons.length > 1)
  return sure.length === 1 ? sure[0] : undefined
}

function placeOf({ reasons }: Suggestion): number {
  const [first] = reasons
  return first === undefined ? REASONS.length : REASONS.indexOf(first)
}
