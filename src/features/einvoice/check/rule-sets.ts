import type { Profile } from '../profile.ts'
import { CATEGORY_RULES } from './categories.ts'
import { CODE_LISTS } from './code-lists.ts'
import { CONDITIONS, SUMS } from './conditions.ts'
import { DECIMALS } from './decimals.ts'
import { LAWFUL } from './lawful.ts'
import { PEPPOL } from './peppol.ts'
import { DOCUMENT_PRESENCE, LINE_PRESENCE, SUM_PRESENCE } from './presence.ts'
import type { Rule } from './rule.ts'
import { XRECHNUNG } from './xrechnung.ts'

export interface RuleSet {
  name: string
  version: string
  /** The first day it is to be used. */
  validFrom: string
  /** Whether it holds for a profile. */
  holdsFor: (profile: Profile) => boolean
  rules: readonly Rule[]
}

/**
 * Profiles that extend EN 16931 may have codes and payments it does not know; where they break these rules it is
 * worth a look, no more.
 */
export const EXTENDED: readonly Profile[] = ['xrechnung-extension', 'extended']
export const RELAXED: ReadonlySet<string> = new Set([
  'BR-CO-10',
  'BR-CO-11',
  'BR-CO-12',
  'BR-CO-13',
  'BR-CO-16',
  'BR-CL-10',
  'BR-CL-21',
  'BR-CL-24',
])

const XRECHNUNGS: Profile[] = ['xrechnung', 'xrechnung-extension']

/** What is checked, in this order. New versions appear twice a year, for the end of January and of July. */
export const RULE_SETS: readonly RuleSet[] = [
  {
    name: 'EN 16931',
    version: '1.3.16',
    validFrom: '2026-03-30',
    holdsFor: () => true,
    rules: [
      ...DOCUMENT_PRESENCE,
      ...LINE_PRESENCE,
      ...SUM_PRESENCE,
      ...CONDITIONS,
      ...SUMS,
      ...CATEGORY_RULES,
      ...DECIMALS,
      ...CODE_LISTS,
    ],
  },
  {
    name: 'XRechnung',
    version: '3.0.2 (2026-01-31)',
    validFrom: '2026-01-31',
    holdsFor: (profile) => XRECHNUNGS.includes(profile),
    rules: XRECHNUNG,
  },
  {
    name: 'Peppol BIS Billing, as XRechnung has it',
    version: '3.0',
    validFrom: '2026-01-31',
    holdsFor: (profile) => XRECHNUNGS.includes(profile) || profile === 'peppol',
    rules: PEPPOL,
  },
  {
    name: '§ 14, § 14a UStG',
    version: '2026',
    validFrom: '2025-01-01',
    holdsFor: () => true,
    rules: LAWFUL,
  },
]
