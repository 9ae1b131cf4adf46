import { writtenDay } from '#features/invoices/due.ts'
import type { Buyer, Seller } from '#features/invoices/frozen.ts'
import type { Letter } from '#features/invoices/letter.ts'
import { letterWords } from '#features/invoices/letter-words.ts'
import { paymentCode } from '#features/invoices/payment-code.ts'
import { footOf } from '#features/invoices/to-letter.ts'
import { Big } from '#kernel/decimal.ts'
import { addressLines } from '#kernel/postal-address.ts'
import type { Language } from '#kernel/rights.ts'
import { reminderWords } from './reminder-words.ts'
import type { Reminded } from './reminders.ts'

export interface ReminderPage {
  number: string
  day: string
  dueDate: string
  language: Language
  currency: string
  level: number
  seller: Seller
  buyer: Buyer
  author: { name: string; email: string; phone: string }
  /** Before the list; empty: the words Kontor has. */
  intro: string
  invoices: readonly Reminded[]
  open: string
  fee: string
  interest: string
  lumpSum: string
  total: string
}

/** A reminder as it stands on paper; without a number it is a draft. */
export function toReminderLetter(page: ReminderPage): Letter {
  const { language, seller, buyer, level, author } = page
  const words = reminderWords[language]
  const labels = letterWords[language]
  const at = Math.min(Math.max(level, 1), 3) - 1
  const day = (one: string) => writtenDay(one, language)
  const lines = (party: Seller | Buyer) => addressLines(party, language, seller.country)
  const facts = [
    [labels.number, page.number],
    [labels.date, day(page.day)],
    [labels.due, day(page.dueDate)],
    [labels.contact, author.name || seller.contactName],
    [labels.phone, author.phone || seller.phone],
    [labels.email, author.email || seller.email],
  ] as const
  return {
    kind: 'reminder',
    language,
    currency: page.currency,
    title: `${words.titles[at] ?? ''} ${page.number}`.trim(),
    draft: page.number === '',
    subject: '',
    logo: seller.logoHash,
    returnAddress: [seller.name, ...lines(seller)].filter(Boolean).join(' · '),
    recipient: [buyer.name, ...buyer.more, ...lines(buyer)].filter(Boolean),
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    salutation: buyer.salutation,
    intro: page.intro || (words.intros[at] ?? ''),
    lines: page.invoices.map(({ number, date, dueDate, open }, index) => ({
      kind: 'item',
      position: String(index + 1),
      text: words.invoice(number, day(date), day(dueDate)),
      quantity: '',
      unit: '',
      price: '',
      discount: '',
      tax: '',
      net: open,
      optional: false,
    })),
    sums: [
      { label: words.open, amount: page.open },
      ...(['interest', 'lumpSum', 'fee'] as const).flatMap((key) =>
        new Big(page[key]).eq(0) ? [] : [{ label: words[key], amount: page[key] }],
      ),
      { label: words.total, amount: page.total, strong: true },
    ],
    notices: [words.payBy(day(page.dueDate)), words.crossed, words.closings[at] ?? ''],
    closing: [labels.closing, author.name || seller.name].filter(Boolean).join('\n'),
    code: paymentCode({ ...page, totals: { payable: page.total } }),
    foot: footOf(page),
  }
}
