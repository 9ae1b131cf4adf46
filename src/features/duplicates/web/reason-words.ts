import { formatWords } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'
import type { Reason } from '../verdict.ts'

/** Why two contacts may be the same, in words: "gleiche E-Mail-Adresse und gleiche Handynummer". */
export function reasonWords(t: Translate, reasons: readonly Reason[]): string {
  return formatWords(tellingReasons(reasons).map((reason) => t(`duplicates.reason.${reason}`)))
}

/** The reasons that say more than another one does: who shares an address shares its domain too. */
export function tellingReasons(reasons: readonly Reason[]): Reason[] {
  const implied = new Set(reasons.flatMap((reason) => IMPLIED[reason] ?? []))
  return reasons.filter((reason) => !implied.has(reason))
}

const IMPLIED: Partial<Record<Reason, Reason[]>> = {
  email: ['name_and_domain', 'company_domain', 'email_local_part'],
  name_and_mobile: ['name_and_phone', 'same_mobile'],
  name_and_phone: ['same_mobile'],
  name_and_company: ['name_and_domain'],
}
