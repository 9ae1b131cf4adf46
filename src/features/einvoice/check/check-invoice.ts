import type { EInvoice } from '../e-invoice.ts'
import type { InvoiceFinding } from '../finding.ts'
import { profileOf } from '../profile.ts'
import type { Circumstances } from './rule.ts'
import { EXTENDED, RELAXED, RULE_SETS } from './rule-sets.ts'

/**
 * Terms that carry what § 14 Abs. 4 and § 14a UStG demand: both parties, tax id, date, number, goods and services, time of
 * supply, amounts by rate, tax or the reason why there is none.
 */
const LAWFUL_TERMS = new Set(
  (
    'BT-1 BT-2 BT-25 BT-27 BT-31 BT-32 BT-35 BT-37 BT-38 BT-40 BG-5 BT-44 BT-48 BT-50 BT-52 BT-53 BT-55 BG-8 BT-63 ' +
    'BT-72 BT-73 BT-74 BG-14 BT-134 BT-135 BG-26 BG-20 BT-92 BT-95 BT-96 BT-99 BT-102 BT-103 BT-106 BT-107 BT-108 ' +
    'BT-109 BT-110 BT-112 BT-115 BG-23 BT-116 BT-117 BT-118 BT-119 BT-120 BT-121 BG-25 BT-129 BT-131 BT-136 BT-141 ' +
    'BT-146 BT-151 BT-152 BT-153'
  ).split(' '),
)

/** Everything wrong with an invoice, by the rules of EN 16931, of its profile, and of the law. */
export function checkInvoice(invoice: EInvoice, circumstances: Circumstances = {}): InvoiceFinding[] {
  const profile = profileOf(invoice.specification)
  const extended = EXTENDED.includes(profile)
  const rules = RULE_SETS.filter((set) => set.holdsFor(profile)).flatMap((set) => set.rules)
  return rules.flatMap((rule) =>
    rule.test(invoice, circumstances).map(({ path, values }) => ({
      rule: rule.id,
      flag: extended && RELAXED.has(rule.id) ? 'warning' : rule.flag,
      class: rule.class,
      lawful: rule.class === 'content' || LAWFUL_TERMS.has(rule.term),
      term: rule.term,
      ...(path === '' ? {} : { path }),
      message: rule.says,
      values,
    })),
  )
}
