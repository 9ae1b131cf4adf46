import { describe, expect, test } from 'vitest'
import { findNumbers } from './find-numbers.ts'
import { suggest } from './match.ts'
import type { Incoming, OpenBill, Payer } from './match.ts'
import { SEED } from '../../../test/seed.ts'

describe('numbers in a text', () => {
  const NUMBERS = ['RE-2026-0012', 'RE-2026-0013', 'RE-2026-001']
  test.each([
    ['Rechnung RE-2026-0012', ['RE-2026-0012']],
    ['re 2026 0012 vielen dank', ['RE-2026-0012']],
    ['RE202600 12', ['RE-2026-0012']],
    ['2026-0012 und 2026-0013', ['RE-2026-0012', 'RE-2026-0013']],
    ['RE-2026-00123', []],
    ['Kundennr. 120260012', []],
    ['RE-2026-001 | 2', ['RE-2026-001']],
    ['0012', []],
    ['', []],
  ])('%s', (text, found) => {
    expect([...findNumbers(text, NUMBERS).keys()]).toEqual(found)
  })
})

const bill = (number: string, open: string, more: Partial<OpenBill> = {}): OpenBill => ({
  id: number,
  number,
  contactId: 'a',
  currency: 'EUR',
  date: '2026-11-01',
  dueDate: '2026-12-01',
  open,
  skonto: null,
  ...more,
})
const PAYERS = new Map<string, Payer>([
  ['a', { id: 'a', name: 'Schuster Maschinenbau GmbH', ibans: ['DE02120300000000202051'] }],
  ['b', { id: 'b', name: 'Anna Weber', ibans: [] }],
])
const paid = (amount: string, more: Partial<Incoming> = {}): Incoming => ({
  amount,
  currency: 'EUR',
  bookedOn: '2026-11-10',
  name: '',
  iban: '',
  purpose: '',
  endToEnd: '',
  ...more,
})

describe('a suggestion', () => {
  test('is certain by number, amount and name', () => {
    const [one] = suggest(
      paid('100.00', { purpose: 'RE-2026-0001', name: 'MASCHINENBAU SCHUSTER' }),
      [bill('RE-2026-0001', '100.00')],
      PAYERS,
    )
    expect(one).toMatchObject({ sure: 'certain', reasons: ['number', 'amount', 'name'] })
  })

  test('is for people to decide when a stranger pays, or the amount is another', () => {
    const bills = [bill('RE-2026-0001', '100.00')]
    const named = { purpose: 'RE-2026-0001' }
    expect(suggest(paid('100.00', { ...named, name: 'Irgendwer' }), bills, PAYERS)[0]?.sure).toBe('likely')
    const partly = suggest(paid('60.00', { ...named, name: 'Schuster Maschinenbau' }), bills, PAYERS)[0]
    expect(partly).toMatchObject({ reasons: ['number', 'partial', 'name'], invoices: [{ amount: '60.00' }] })
    expect(partly?.sure).not.toBe('certain')
  })

  test('counts the days of Skonto, and sums up what was paid together', () => {
    const skonto = { until: '2026-11-15', amount: '2.00', payable: '98.00' }
    const bills = [bill('RE-2026-0001', '100.00', { skonto }), bill('RE-2026-0002', '50.00')]
    const from = { name: 'Schuster Maschinenbau GmbH' }
    const [both] = suggest(paid('148.00', { ...from, purpose: 'RE-2026-0001 RE-2026-0002' }), bills, PAYERS)
    expect(both).toMatchObject({ sure: 'certain', reasons: ['number', 'sum', 'skonto', 'name'] })
    const late = paid('98.00', { ...from, purpose: 'RE-2026-0001', bookedOn: '2026-11-16' })
    expect(suggest(late, bills, PAYERS)[0]).toMatchObject({ reasons: ['number', 'partial', 'name'] })
    const [sum] = suggest(paid('150.00', from), bills, PAYERS)
    expect(sum).toMatchObject({ sure: 'likely', reasons: ['sum', 'name'], invoices: [{}, {}] })
  })

  test('never is certain of the invoice of a stranger, whatever is written', () => {
    let state = SEED
    const random = (below: number) => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((state / 2_147_483_648) * below)
    }
    const names = [
      'Bau Müller GmbH',
      'Müller Bau KG',
      'Anna Weber',
      'Weber Anna Reinigung',
      'Schuster OHG',
      'Haus AG',
    ]
    const payers = new Map(
      names.map((name, at) => [String(at), { id: String(at), name, ibans: [`DE0${at}`] }]),
    )
    for (let round = 0; round < 2000; round++) {
      const bills = Array.from({ length: 1 + random(12) }, (_, at) =>
        bill(`RE-2026-${String(at + 1).padStart(random(2) ? 4 : 3, '0')}`, `${100 + 10 * random(3)}.00`, {
          contactId: String(random(6)),
        }),
      )
      const meant = bills[random(bills.length)]
      if (!meant) continue
      const number =
        [meant.number, meant.number.slice(3), meant.number.replaceAll('-', ' '), 'Miete'][random(4)] ?? ''
      const who = random(6)
      const entry = paid(meant.open, {
        purpose: `${number} ${random(2) ? '' : random(9999)}`,
        name: names[random(3) ? Number(meant.contactId) : who] ?? '',
        iban: random(2) ? `DE0${meant.contactId}` : '',
      })
      for (const one of suggest(entry, bills, payers)) {
        if (one.sure !== 'certain') continue
        expect(
          one.invoices.map(({ id }) => id),
          `seed ${SEED}: ${JSON.stringify({ entry, bills })}`,
        ).toEqual([meant.id])
      }
    }
  })
})
