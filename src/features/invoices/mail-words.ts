import type { Language } from '#kernel/rights.ts'
import type { InvoiceKind } from './invoice.ts'

/** What the words of a mail are filled in with; a name no mail knows stays as it is. */
export interface MailValues {
  /** `Rechnung`, and with its article as one writes of one's own: `unsere Rechnung RE-2026-0001`. */
  kind: string
  document: string
  number: string
  date: string
  amount: string
  due: string
  subject: string
  name: string
  salutation: string
  author: string
  firm: string
}

/** Every name that stands for something in a mail. */
export const MAIL_NAMES: readonly (keyof MailValues)[] = [
  'salutation',
  'document',
  'kind',
  'number',
  'date',
  'amount',
  'due',
  'subject',
  'name',
  'author',
  'firm',
]

/** The words with what they stand for, by `{name}`. */
export function fillIn(text: string, values: MailValues): string {
  return text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof MailValues] : whole,
  )
}

/** A text block for mails may begin with a line for the subject: `Betreff: …`, `Subject: …`. */
export function partsOfText(text: string): { subject: string | null; text: string } {
  const [, subject, rest] = /^(?:Betreff|Subject):[ \t]*(.+)(?:\r?\n)*([\s\S]*)$/i.exec(text) ?? []
  return subject === undefined ? { subject: null, text } : { subject: subject.trim(), text: rest ?? '' }
}

/** The text with a signature under it, which takes the place of the name and the firm at its end; one of two closings goes. */
export function signed(
  text: string,
  signature: string,
  { author, firm }: Pick<MailValues, 'author' | 'firm'>,
): string {
  const under = signature.trim()
  if (under === '') return text
  const own = under.split('\n').map((line) => line.trim())
  const said = new Set([...own, author, firm, ''])
  const lines = text.trimEnd().split('\n')
  const last = lines.findLastIndex((line) => !said.has(line.trim()))
  const closesTwice = CLOSING.test(own[0] ?? '') && CLOSING.test(lines[last]?.trim() ?? '')
  return `${lines
    .slice(0, closesTwice ? last : last + 1)
    .join('\n')
    .trimEnd()}\n\n${under}`
}

/** `Mit freundlichen Grüßen`, `Kind regards,`. */
const CLOSING = /^(\S+\s+){0,3}(grüßen?|gruß|regards|wishes|sincerely|faithfully)(?!\p{L}),?( .{0,30})?$/iu

/** `unsere Rechnung RE-2026-0001`. */
export function ours(kind: InvoiceKind, name: string, number: string, language: Language): string {
  if (language === 'en') return `our ${name.toLowerCase()} ${number}`
  return `${kind === 'quote' ? 'unser' : 'unsere'} ${name} ${number}`
}

/** What a mail says where the firm has no text of its own for it. */
export const plainMail: Record<Language, { subject: string; text: string }> = {
  de: {
    subject: '{kind} {number} – {firm}',
    text: '{salutation}\n\nanbei erhalten Sie {document}.\n\nMit freundlichen Grüßen\n{author}\n{firm}',
  },
  en: {
    subject: '{kind} {number} – {firm}',
    text: '{salutation}\n\nplease find attached {document}.\n\nKind regards\n{author}\n{firm}',
  },
}
