import { Big, cents } from '#kernel/decimal.ts'
import { checkIban, ibanCountry, normaliseIban } from '#kernel/iban.ts'
import type { Frozen, Party } from './frozen.ts'
import type { Letter, SwissPayment } from './letter.ts'

/** Who pays whom how much, and what for. */
export type Payable = Pick<Frozen, 'seller' | 'buyer' | 'currency' | 'number'> & {
  totals: { payable: string }
}

/** How to pay by code: the EPC code for euros to Germany or Austria, the QR-bill for accounts in Switzerland. */
export function paymentCode(doc: Payable): Letter['code'] {
  const { seller, currency, totals } = doc
  const iban = normaliseIban(seller.iban)
  if (!new Big(totals.payable).gt(0) || iban === '' || checkIban(iban) !== null) return null
  const country = ibanCountry(iban)
  if ((country === 'CH' || country === 'LI') && (currency === 'CHF' || currency === 'EUR'))
    return isQrIban(iban) ? null : { type: 'swiss', payload: swissPayment(doc, iban, currency) }
  if (currency === 'EUR' && (country === 'DE' || country === 'AT'))
    return { type: 'epc', payload: epcPayload(doc, iban) }
  return null
}

/**
 * What an EPC code says (EPC069-12, version 002): the account holder, not the firm, since banks check the name since
 * October 2025; empty lines stand, those at the end are dropped.
 */
function epcPayload({ seller, totals, number }: Payable, iban: string): string {
  const name = (seller.accountHolder || seller.name).slice(0, 70)
  const lines = [
    'BCD',
    '002',
    '1',
    'SCT',
    seller.bic,
    name,
    iban,
    `EUR${cents(totals.payable)}`,
    '',
    '',
    number,
  ]
  return lines.join('\n').trimEnd()
}

/** An account with an institution of 30000 to 31999 asks for a QR reference, which we do not give. */
function isQrIban(iban: string): boolean {
  const institution = Number(iban.slice(4, 9))
  return institution >= 30_000 && institution <= 31_999
}

function swissPayment(
  { seller, buyer, totals, number }: Payable,
  account: string,
  currency: 'CHF' | 'EUR',
): SwissPayment {
  return {
    account,
    currency,
    amount: cents(totals.payable),
    reference: '',
    message: number,
    creditor: partyOf({ ...seller, name: seller.accountHolder || seller.name }),
    debtor: buyer.city === '' ? null : partyOf(buyer),
  }
}

function partyOf({ name, street, houseNumber, postalCode, city, country }: Party): SwissPayment['creditor'] {
  return { name: name.slice(0, 70), street, houseNumber, postalCode, city, country }
}
