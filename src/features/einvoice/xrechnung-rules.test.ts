import { expect, test } from 'vitest'
import { VALID } from '../../../test/einvoice/valid-invoice.ts'
import { checkInvoice } from './check/check-invoice.ts'
import { XRECHNUNG } from './check/xrechnung.ts'
import { XRECHNUNG_3 } from './e-invoice.ts'
import type { EInvoice } from './e-invoice.ts'

// Each rule of XRechnung broken once, in an invoice that is in order otherwise: it is found, and nothing else.

type Spoilt = [rule: string, of: keyof typeof VALID, spoil: (invoice: EInvoice) => void]
const transfer = { account: 'DE89370400440532013000' }
const wrong = { account: 'DE89370400440532013001' }

const SPOILT: Spoilt[] = [
  ['BR-DE-1', 'standard rate', (it) => delete it.payment],
  ['BR-DE-2', 'standard rate', (it) => delete it.seller.contact],
  ['BR-DE-4', 'standard rate', (it) => delete it.seller.address.postalCode],
  ['BR-DE-5', 'standard rate', (it) => delete it.seller.contact?.name],
  ['BR-DE-6', 'standard rate', (it) => delete it.seller.contact?.phone],
  ['BR-DE-7', 'standard rate', (it) => delete it.seller.contact?.email],
  ['BR-DE-9', 'standard rate', (it) => delete it.buyer.address.postalCode],
  ['BR-DE-10', 'every reference', (it) => delete it.delivery?.address?.city],
  ['BR-DE-11', 'every reference', (it) => delete it.delivery?.address?.postalCode],
  ['BR-DE-14', 'untaxed', asXRechnung],
  ['BR-DE-15', 'standard rate', (it) => delete it.buyerReference],
  ['BR-DE-17', 'standard rate', (it) => (it.typeCode = '386')],
  ['BR-DE-18', 'standard rate', (it) => (it.terms = '#SKONTO#TAGE=14#PROZENT=2#\n')],
  ['BR-DE-19', 'standard rate', (it) => it.payment?.transfers.splice(0, 1, wrong)],
  ['BR-DE-20', 'debit', (it) => Object.assign(it.payment?.debit ?? {}, wrong)],
  ['BR-DE-21', 'standard rate', (it) => (it.specification = XRECHNUNG_3.replace('3.0', '2.3'))],
  ['BR-DE-22', 'every reference', (it) => it.attachments.push(...it.attachments)],
  ['BR-DE-23-b', 'standard rate', (it) => Object.assign(it.payment ?? {}, { card: { number: '4111' } })],
  ['BR-DE-24-a', 'card', (it) => delete it.payment?.card],
  ['BR-DE-24-b', 'card', (it) => it.payment?.transfers.push(transfer)],
  ['BR-DE-25-b', 'debit', (it) => it.payment?.transfers.push(transfer)],
  ['BR-DE-26', 'correction', (it) => (it.preceding = [])],
  ['BR-DE-27', 'standard rate', (it) => Object.assign(it.seller.contact ?? {}, { phone: '0-1' })],
  ['BR-DE-28', 'standard rate', (it) => Object.assign(it.seller.contact ?? {}, { email: 'kim@' })],
  ['BR-DE-30', 'debit', (it) => delete it.payment?.debit?.creditorId],
  ['BR-DE-31', 'debit', (it) => delete it.payment?.debit?.account],
  [
    'BR-TMP-2',
    'every reference',
    (it) => Object.assign(it.attachments[1] ?? {}, { url: 'blitzblank.example' }),
  ],
  ['LEITWEG-ID', 'standard rate', (it) => (it.buyerReference = '04011000-1234512345-07')],
]

/** Where the law or another rule says the same. */
const BESIDE: [...Spoilt, also: string[]][] = [
  ['BR-DE-3', 'standard rate', (it) => delete it.seller.address.city, ['USTG-14-4-1']],
  ['BR-DE-8', 'standard rate', (it) => delete it.buyer.address.city, ['USTG-14-4-1']],
  ['BR-DE-16', 'zero rate', withoutTaxId, ['BR-Z-02', 'USTG-14-4-2']],
  ['BR-DE-23-a', 'standard rate', (it) => it.payment?.transfers.pop(), ['BR-61']],
  ['BR-DE-25-a', 'debit', (it) => delete it.payment?.debit, ['PEPPOL-EN16931-R061']],
  ['BR-DE-TMP-32', 'standard rate', (it) => delete it.delivery, ['USTG-14-4-6']],
]

function withoutTaxId({ seller }: EInvoice): void {
  delete seller.vatId
  delete seller.taxNumber
  seller.registration = { value: 'HRB 12345' }
}

function asXRechnung(invoice: EInvoice): void {
  invoice.specification = XRECHNUNG_3
}

const found = ([, of, spoil]: Spoilt): string[] => {
  const invoice = structuredClone(VALID[of])
  if (!invoice) throw new Error(`No invoice ${of}`)
  spoil(invoice)
  return [...new Set(checkInvoice(invoice, { syntax: 'ubl' }).map(({ rule }) => rule))].toSorted()
}

test.each(SPOILT)('%s is named alone (%s)', (...spoilt) => {
  expect(found(spoilt)).toEqual([spoilt[0]])
})

test.each(BESIDE)('%s is named beside its like (%s)', (rule, of, spoil, also) => {
  expect(found([rule, of, spoil])).toEqual([rule, ...also].toSorted())
})

test('a creditor identifier alone makes a debit in CII; in UBL the seller may give it all the same', () => {
  const invoice = structuredClone(VALID['standard rate']) as EInvoice
  Object.assign(invoice.payment ?? {}, { debit: { creditorId: 'DE98ZZZ09999999999' } })
  const rules = (syntax: 'ubl' | 'cii') => checkInvoice(invoice, { syntax }).map(({ rule }) => rule)
  expect(rules('ubl')).toEqual([])
  expect(rules('cii')).toEqual(['BR-DE-23-b', 'BR-DE-31'])
})

test('an e-mail address has one @ and a domain of at least two parts', () => {
  const flaws = (email: string) =>
    found(['BR-DE-28', 'standard rate', (it) => Object.assign(it.seller.contact ?? {}, { email })])
  for (const email of ['k@x.example', 'kim.@x.example', 'kim+büro@rechnung.bücher.example'])
    expect([email, ...flaws(email)]).toEqual([email])
  for (const email of [
    'kim',
    '@x.example',
    'kim@x',
    'kim@x..example',
    'kim@x.example.',
    'a@b@x.example',
    'k m@x.example',
  ])
    expect([email, ...flaws(email)]).toEqual([email, 'BR-DE-28'])
})

test('no rule of XRechnung is left out', () => {
  const broken = new Set([...SPOILT, ...BESIDE].map(([rule]) => rule))
  expect(XRECHNUNG.map(({ id }) => id).filter((id) => !broken.has(id))).toEqual([])
})
