import type { Filter } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { HINT_CODES } from '../../hint-codes.ts'

const gaps = ['email', 'phone', 'address', 'owner'] as const
const months = [3, 6, 12, 24, 36]

/** Filters for what is missing, probably wrong or old. */
export function qualityFilters(t: Translate): Filter[] {
  return [
    {
      kind: 'choices',
      id: 'without',
      text: 'contacts.without',
      param: 'without',
      options: gaps.map((value) => ({ value, label: t(`contacts.without.${value}`) })),
    },
    { kind: 'boolean', id: 'suspicious', text: 'contacts.suspicious', param: 'suspicious' },
    {
      kind: 'choice',
      id: 'hint',
      text: 'contacts.hint',
      param: 'hint',
      options: HINT_CODES.map((value) => ({ value, label: t(`contacts.flaw.${value}`) })),
    },
    { kind: 'boolean', id: 'bounced', text: 'contacts.bounced', param: 'bounced' },
    {
      kind: 'one',
      id: 'staleMonths',
      text: 'contacts.stale',
      param: 'staleMonths',
      options: months.map((count) => ({
        value: String(count),
        label: t('contacts.stale.months', { count }),
      })),
    },
    { kind: 'boolean', id: 'untouched', text: 'contacts.untouched', param: 'untouched' },
  ]
}

const about = ['without', 'suspicious', 'hint']

/** Whether the list is asked for what has to be cleared up, so that its rows say what that is. */
export function isAboutFlaws(params: URLSearchParams): boolean {
  return about.some((name) => params.has(name))
}
