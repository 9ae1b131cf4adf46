import { Big } from '#kernel/decimal.ts'
import { writtenAmount, writtenDay, writtenNumber } from './due.ts'
import type { Frozen } from './frozen.ts'
import { isBill } from './status.ts'
import { taxAtHome } from './tax-at-home.ts'

/** What the law wants said on a document besides its numbers, in its language. */
export function documentNotices(doc: Frozen): string[] {
  if (!isBill(doc.kind)) return quoteNotices(doc)
  return [
    ...refersTo(doc),
    ...serviceNotice(doc),
    ...reasonNotices(doc),
    ...currencyNotice(doc),
    ...cashNotice(doc),
    ...labourNotice(doc),
    ...keepNotice(doc),
  ]
}

const say = ({ language }: Frozen, de: string, en: string): string => (language === 'de' ? de : en)

function quoteNotices(doc: Frozen): string[] {
  if (doc.kind !== 'quote') return reasonNotices(doc)
  const day = writtenDay(doc.dueDate, doc.language)
  return [
    ...reasonNotices(doc),
    say(doc, `Dieses Angebot gilt bis ${day}.`, `This quote is valid until ${day}.`),
  ]
}

/** A correction names the original specifically (UStDV § 31 Abs. 5). */
function refersTo(doc: Frozen): string[] {
  const [original] = doc.preceding
  if (!original || !['cancellation', 'correction'].includes(doc.kind)) return []
  const [number, day] = [original.number, writtenDay(original.date, doc.language)]
  return doc.kind === 'cancellation'
    ? [
        say(
          doc,
          `Diese Stornorechnung hebt die Rechnung ${number} vom ${day} auf.`,
          `This cancellation takes back invoice ${number} of ${day}.`,
        ),
      ]
    : [
        say(
          doc,
          `Diese Rechnungskorrektur berichtigt die Rechnung ${number} vom ${day}.`,
          `This correction corrects invoice ${number} of ${day}.`,
        ),
      ]
}

/** The time of the service (UStG § 14 Abs. 4 Nr. 6). */
function serviceNotice(doc: Frozen): string[] {
  if (doc.kind === 'downpayment')
    return [
      say(
        doc,
        'Rechnung über eine Anzahlung: Die Leistung ist noch nicht ausgeführt.',
        'Invoice for a down payment: the service is still to come.',
      ),
    ]
  if (doc.service !== null || doc.lines.some(({ service }) => service !== null)) return []
  return [
    say(
      doc,
      'Das Leistungsdatum entspricht dem Rechnungsdatum.',
      'The service was on the date of the invoice.',
    ),
  ]
}

/** Why a sum bears no tax (UStG § 14 Abs. 4 Nr. 8, § 14a Abs. 5). */
function reasonNotices(doc: Frozen): string[] {
  const reasons = doc.totals.taxes.flatMap(({ reason }) => (reason ? [reason] : []))
  const isBusinessAbroad = doc.totals.taxes.some(({ category }) => category === 'AE' || category === 'K')
  const vatId = isBusinessAbroad && doc.buyer.vatId !== '' ? [doc.buyer.vatId] : []
  return [
    ...new Set(reasons),
    ...vatId.map((id) => say(doc, `Ihre Umsatzsteuer-Identifikationsnummer: ${id}`, `Your VAT id: ${id}`)),
  ]
}

/** The tax in the currency of the country, and the rate by which it is reckoned. */
function currencyNotice(doc: Frozen): string[] {
  const tax = taxAtHome(doc)
  if (tax === undefined) return []
  const { currency, homeCurrency, language } = doc
  const amount = writtenAmount(tax, homeCurrency, language)
  const rate = `1 ${currency} = ${writtenNumber(doc.rate, language)} ${homeCurrency}`
  return [say(doc, `Umsatzsteuer: ${amount} (${rate})`, `VAT: ${amount} (${rate})`)]
}

/** From 2028 on whoever taxes what was received says so (UStG § 14 Abs. 4 Nr. 6a); before that it does no harm. */
function cashNotice(doc: Frozen): string[] {
  if (!doc.seller.cashAccounting || doc.seller.country !== 'DE') return []
  return ['Versteuerung nach vereinnahmten Entgelten']
}

/** Private customers take a part of the work off their taxes (EStG § 35a); the bank transfer is a condition. */
function labourNotice(doc: Frozen): string[] {
  const { labour } = doc.totals
  if (doc.buyer.business || doc.seller.country !== 'DE' || new Big(labour).eq(0)) return []
  const amount = writtenAmount(labour, doc.currency, doc.language)
  return [
    say(
      doc,
      `Im Rechnungsbetrag sind ${amount} Arbeits-, Fahrt- und Maschinenkosten einschließlich Umsatzsteuer enthalten (§ 35a EStG); begünstigt ist nur die Zahlung per Überweisung.`,
      `The amount includes ${amount} of labour, travel and machine costs with VAT (section 35a EStG); only payment by bank transfer is eligible.`,
    ),
  ]
}

/** Private customers keep invoices for work at real estate for two years (UStG § 14 Abs. 4 Nr. 9, § 14b Abs. 1 S. 5). */
function keepNotice(doc: Frozen): string[] {
  const isAtBuilding = doc.lines.some(({ kind, nature }) => kind === 'item' && nature !== 'other')
  if (doc.buyer.business || doc.seller.country !== 'DE' || !isAtBuilding) return []
  return [
    say(
      doc,
      'Bitte bewahren Sie diese Rechnung zwei Jahre lang auf; dazu sind Sie als Privatperson nach § 14b Abs. 1 Satz 5 UStG verpflichtet.',
      'Please keep this invoice for two years, as section 14b (1) sentence 5 UStG demands of private customers.',
    ),
  ]
}
