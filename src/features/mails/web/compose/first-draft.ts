import type { Contact } from '#features/contacts/contact.ts'
import type { HistoryItem } from '#features/history/history.ts'
import { letterSalutation } from '#kernel/person-name.ts'
import type { Language } from '#ui/texts.ts'
import { lineOf } from '../../address-line.ts'
import type { MailSender } from '../../mail.ts'
import { quoteOf } from '../../quote.ts'
import type { TemplateValues } from '../../template.ts'
import { answerSubject } from '../../thread.ts'

/** What stands in the form of a mail. */
export interface MailDraft {
  accountId: string
  to: string[]
  cc: string[]
  bcc: string[]
  subject: string
  text: string
  /** Files of the record that go along, by id. */
  record: string[]
}

/** The firm's own server, where a choice needs a text. */
export const FIRM = 'firm'

/** What a new mail, or an answer, begins with. */
export function firstDraft({
  senders,
  signature,
  known,
  answers,
  language,
  introduction,
}: {
  senders: readonly MailSender[]
  signature: string
  known: readonly string[]
  answers: HistoryItem | undefined
  language: Language
  /** `Am … schrieb …:` above what an answer quotes. */
  introduction: string
}): MailDraft {
  const own = new Set(senders.map(({ address }) => address))
  const sign = signature.trim() === '' ? '' : `\n\n${signature.trim()}`
  const mail = answers?.mail
  const accountId = senders[0]?.accountId ?? FIRM
  if (!answers || !mail)
    return { accountId, to: known.slice(0, 1), cc: [], bcc: [], subject: '', text: sign, record: [] }
  const others = (people: readonly { name: string; email: string }[]) =>
    people.filter(({ email }) => !own.has(email)).map(lineOf)
  const to = mail.direction === 'in' && mail.from ? [lineOf(mail.from)] : others(mail.to)
  const reached = senders.find(({ address }) =>
    [...mail.to, ...mail.cc].some(({ email }) => email === address),
  )
  return {
    accountId: reached ? (reached.accountId ?? FIRM) : accountId,
    to,
    cc: mail.direction === 'in' ? others([...mail.to, ...mail.cc]) : others(mail.cc),
    bcc: [],
    subject: answerSubject(mail.subject, language),
    text: `${sign}\n\n${introduction}\n${quoteOf(answers.text)}`,
    record: [],
  }
}

const SALUTATIONS = { ms: 'frau', mr: 'herr', family: 'familie', firm: 'firma', neutral: 'neutral' } as const

/** What a template says of the one it goes to. */
export function templateValues(
  contact: Contact | undefined,
  { language, author, firm, manager }: { language: Language; author: string; firm: string; manager: string },
): TemplateValues {
  const salutation = letterSalutation({
    salutation: contact?.salutation ? SALUTATIONS[contact.salutation] : null,
    title: contact?.title ?? null,
    firstName: contact?.firstName ?? null,
    lastName: contact?.lastName ?? null,
    language,
  })
  return {
    // The template itself says what follows.
    salutation: salutation.replace(/,$/, ''),
    firstName: contact?.firstName ?? '',
    lastName: contact?.lastName ?? '',
    name: contact?.displayName ?? '',
    company: contact?.companyName ?? '',
    manager,
    author,
    firm,
  }
}
