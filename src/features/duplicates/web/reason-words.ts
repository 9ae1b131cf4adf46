import { formatWords } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'
import type { Reason } from '../verdict.ts'

/** Why two contacts may be the same, in words: "gleiche E-Mail-Adresse und gleiche Handynummer". */
export function reasonWords(t: Translate, reasons: readonly Reason[]): string {
  return formatWords(reasons.map((reason) => t(`duplicates.reason.${reason}`)))
}
