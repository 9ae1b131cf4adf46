import type { Language } from '#kernel/rights.ts'
import type { HeldMail } from './release-held.ts'

/** What the timeline says of a mail: what went to whom, and with which words. */
export function mailedTo(
  name: string,
  { recipient, cc, text }: Pick<HeldMail, 'recipient' | 'cc' | 'text'>,
  language: Language,
): string {
  const to = [recipient, cc].filter(Boolean).join(', ')
  const head = language === 'de' ? `${name} per E-Mail an ${to}` : `${name} by e-mail to ${to}`
  return [head, text.trim()].filter(Boolean).join('\n\n')
}
