import type { Language } from '#kernel/rights.ts'
import type { TaxReason } from './invoice.ts'
import type { TaxOption } from './tax-case.ts'

/**
 * Why a tax is not charged, as it is printed. What the tax itself says holds, but for services abroad, which are booked
 * as exports and are none: they are not taxable here.
 */
export function taxReasonOf(
  tax: TaxOption,
  why: TaxReason,
  language: Language,
): { reason: string | null; reasonCode: string | null } {
  const own = OWN[why.key]
  if (own && tax.category === 'G') return { reason: own[language], reasonCode: null }
  if (tax.category === 'S') return { reason: null, reasonCode: null }
  const reason = tax.reason[language] ?? tax.reason.de ?? tax.reason.en ?? tax.name
  return { reason: reason || tax.name, reasonCode: tax.reasonCode }
}

const OWN: Partial<Record<string, Record<Language, string>>> = {
  'invoices.why.service_outside': {
    de: 'Nicht im Inland steuerbare Leistung (Leistungsort beim Empfänger)',
    en: 'Service not taxable here (place of supply is with the recipient)',
  },
  'invoices.why.property_abroad': {
    de: 'Nicht im Inland steuerbare Leistung (Leistungsort am Grundstück)',
    en: 'Service not taxable here (place of supply is the property)',
  },
}
