import type { Draft, Reading } from '../read-row.ts'
import { headingOf, remark } from '../target.ts'
import type { Named } from './run/find-names.ts'

/** Whoever a row names as looking after the contact and is nobody here, stays as a line of its description. */
export function remarkStrangers(
  draft: Draft,
  named: Pick<Named, 'strangers'>,
  { columns }: Pick<Reading, 'columns'>,
): Draft {
  const strangers = named.strangers(draft.managers)
  if (strangers.length === 0) return draft
  const line = remark(headingOf(columns, 'managers'), strangers.join(', '))
  return { ...draft, description: [draft.description, line].filter(Boolean).join('\n') }
}
