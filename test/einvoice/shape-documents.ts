import type { Desk } from './desk.ts'
import { ten, windows } from './document-case.ts'
import type { DocumentCase } from './document-case.ts'

/** Documents of every kind and shape. */
export const SHAPE_DOCUMENTS: DocumentCase[] = [...reductions(), ...chains(), ...shapes()]

function reductions(): DocumentCase[] {
  const of = 'cleaners'
  return [
    {
      // 3 × 33.335 = 100.005 → 100.01, less 7.5 % = 7.50; 250.00
      name: 'a reduction of a line',
      of,
      says: 'S 19 of 342.51: 65.08; payable 407.59',
      make: (desk) =>
        desk.issued('office', [{ quantity: '3', price: '33.335', discountPercent: '7.5' }, ten]),
    },
    {
      // 10 % of 412.00 = 41.20: 25.00 and 16.20
      name: 'a reduction of the whole over two rates',
      of,
      says: 'S 19 of 225.00: 42.75; S 7 of 145.80: 10.21; payable 423.76',
      make: (desk) =>
        desk.issued('office', [ten, { quantity: '1', price: '162', tax: 'reduced' }], {
          discountPercent: '10',
        }),
    },
    {
      // 250.00 − 12.50 = 237.50, less 3 % = 7.13 (7.125)
      name: 'both',
      of,
      says: 'S 19 of 230.37: 43.77; payable 274.14',
      make: (desk) => desk.issued('office', [{ ...ten, discountPercent: '5' }], { discountPercent: '3' }),
    },
    {
      // 1/3 % of three groups: 0.0333 % of 0.05, 0.07 and 100.00 is 3 cents of the last one alone.
      name: 'a reduction that hardly reaches a cent',
      of,
      says: 'S 19 of 0.05: 0.01; S 7 of 0.07: 0.00; Z 0 of 99.97: 0.00; payable 100.10',
      make: (desk) =>
        desk.issued(
          'office',
          [
            { quantity: '1', price: '0.05' },
            { quantity: '1', price: '0.07', tax: 'reduced' },
            { quantity: '1', price: '100', tax: 'zero' },
          ],
          { discountPercent: '0.0333' },
        ),
    },
    {
      name: 'a reduction of everything',
      of,
      says: 'S 19 of 0.00: 0.00; payable 0.00',
      make: (desk) => desk.issued('office', [ten], { discountPercent: '100' }),
    },
    {
      name: 'a reduction of what another one owes',
      of,
      says: 'AE 0 of 109.80: 0.00; payable 109.80',
      make: (desk) => desk.issued('a firm that cleans itself', [windows], { discountPercent: '10' }),
    },
    {
      name: 'Skonto',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten], { skonto: { days: 14, percent: '2.5' } }),
    },
    {
      name: 'Skonto behind words of its own',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) =>
        desk.issued('office', [ten], {
          skonto: { days: 14, percent: '2' },
          terms: '#1: 14 Tage 2 %\n  ##SKONTO# wie vereinbart',
        }),
    },
    {
      name: 'a price below nothing',
      of,
      says: 'S 19 of 230.00: 43.70; payable 273.70',
      make: (desk) => desk.issued('office', [ten, { text: 'Nachlass', quantity: '1', price: '-20' }]),
    },
    {
      name: 'a quantity below nothing',
      of,
      says: 'S 19 of 200.00: 38.00; payable 238.00',
      make: (desk) => desk.issued('office', [ten, { ...ten, text: 'Ausgefallen', quantity: '-2' }]),
    },
  ]
}

function chains(): DocumentCase[] {
  const of = 'cleaners'
  const both = [ten, { quantity: '1', price: '162', tax: 'reduced' }]
  const order = (desk: Desk) => desk.issued('office', both, { kind: 'confirmation' })
  /** The final invoice of an order, 30 % of which were billed before, and 100.00 more. */
  const final = async (desk: Desk) => {
    const ordered = await order(desk)
    await desk.next(ordered, 'downpayment', { percent: '30' })
    await desk.next(ordered, 'downpayment', { amount: '100' })
    return desk.next(ordered, 'final')
  }
  return [
    {
      name: 'a down payment in per cent',
      of,
      type: '326',
      says: 'S 19 of 75.00: 14.25; S 7 of 48.60: 3.40; payable 141.25',
      make: async (desk) => desk.next(await order(desk), 'downpayment', { percent: '30' }),
    },
    {
      // 100 × 250/412 = 60.68, the rest 39.32
      name: 'a down payment of an amount',
      of,
      type: '326',
      says: 'S 19 of 60.68: 11.53; S 7 of 39.32: 2.75; payable 114.28',
      make: async (desk) => desk.next(await order(desk), 'downpayment', { amount: '100' }),
    },
    {
      name: 'a part',
      of,
      type: '326',
      says: 'S 19 of 250.00: 47.50; S 7 of 162.00: 11.34; payable 470.84',
      make: async (desk) => desk.next(await order(desk), 'partial'),
    },
    {
      name: 'a final invoice takes off what was billed',
      of,
      says: 'S 19 of 250.00: 47.50; S 7 of 162.00: 11.34; prepaid 255.53; payable 215.31',
      make: final,
    },
    {
      name: 'a final invoice taken back',
      of,
      type: '384',
      says: 'S 19 of -250.00: -47.50; S 7 of -162.00: -11.34; prepaid -255.53; payable -215.31',
      make: async (desk) => desk.cancelled(await final(desk)),
    },
    {
      name: 'taken back',
      of,
      type: '384',
      says: 'S 19 of -250.00: -47.50; payable -297.50',
      make: async (desk) => desk.cancelled(await desk.issued('office', [ten])),
    },
    {
      name: 'taken back with all its reductions',
      of,
      type: '384',
      says: 'S 19 of -230.37: -43.77; S 7 of -157.14: -11.00; payable -442.28',
      make: async (desk) =>
        desk.cancelled(
          await desk.issued('office', [{ ...ten, discountPercent: '5' }, both[1] ?? {}], {
            discountPercent: '3',
            skonto: { days: 7, percent: '2' },
          }),
        ),
    },
    {
      name: 'taken back where another one owed the tax',
      of,
      type: '384',
      says: 'AE 0 of -122.00: 0.00; payable -122.00',
      make: async (desk) => desk.cancelled(await desk.issued('a firm that cleans itself', [windows])),
    },
    {
      name: 'nothing taken back',
      of,
      type: '384',
      says: 'S 19 of 0.00: 0.00; payable 0.00',
      make: async (desk) => desk.cancelled(await desk.issued('office', [ten], { discountPercent: '100' })),
    },
    {
      name: 'a down payment taken back',
      of,
      type: '384',
      says: 'S 19 of -75.00: -14.25; S 7 of -48.60: -3.40; payable -141.25',
      make: async (desk) =>
        desk.cancelled(await desk.next(await order(desk), 'downpayment', { percent: '30' })),
    },
    {
      name: 'a correction',
      of,
      type: '384',
      says: 'S 19 of -50.00: -9.50; payable -59.50',
      make: async (desk) => desk.corrected(await desk.issued('office', [ten]), [{ ...ten, quantity: '-2' }]),
    },
    {
      name: 'a correction upwards',
      of,
      type: '384',
      says: 'S 19 of 25.00: 4.75; payable 29.75',
      make: async (desk) => desk.corrected(await desk.issued('office', [ten]), [{ ...ten, quantity: '1' }]),
    },
    {
      name: 'a correction taken back',
      of,
      type: '384',
      says: 'S 19 of 50.00: 9.50; payable 59.50',
      make: async (desk) =>
        desk.cancelled(
          await desk.corrected(await desk.issued('office', [ten]), [{ ...ten, quantity: '-2' }]),
        ),
    },
  ]
}

function shapes(): DocumentCase[] {
  const of = 'cleaners'
  const leitweg = { buyerReference: '04011000-1234512345-06' }
  const strange = 'R & D <1> "x" \'y\' ]]> \u0007 👨‍👩‍👧 你好 שלום – ½ €'
  return [
    {
      name: 'an authority without an e-mail',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('an authority', [ten], leitweg),
    },
    {
      name: 'an authority with a number of its order',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('an authority', [ten], { ...leitweg, orderNumber: 'V-2026/17 (Los 3)' }),
    },
    {
      name: 'long texts',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) =>
        desk.issued(
          'office',
          [{ ...ten, text: `${'Treppenhaus '.repeat(80)}\n${'gründlich\n'.repeat(300)}` }],
          {
            subject: 'x'.repeat(255),
            intro: 'Wie besprochen. '.repeat(400),
            notes: 'Danke. '.repeat(400),
          },
        ),
    },
    {
      name: 'strange signs',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) =>
        desk.issued('office', [{ ...ten, text: strange }], {
          subject: strange,
          intro: strange,
          notes: strange,
          orderNumber: strange,
        }),
    },
    {
      // 0.3333 × 12.3456 = 4.11478…; 1234.5678 × 0.0009 = 1.11111…
      name: 'quantities and prices of four places',
      of,
      says: 'S 19 of 5.22: 0.99; payable 6.21',
      make: (desk) =>
        desk.issued('office', [
          { quantity: '0.3333', price: '12.3456' },
          { quantity: '1234.5678', price: '0.0009', unit: 'KGM' },
        ]),
    },
    {
      name: 'so little that it is nothing',
      of,
      says: 'S 19 of 0.01: 0.00; payable 0.01',
      make: (desk) =>
        desk.issued('office', [
          { quantity: '0.0001', price: '0.0001' },
          { quantity: '1', price: '0.01' },
        ]),
    },
    {
      name: 'something for nothing',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten, { text: 'Anfahrt', quantity: '1', price: '0' }]),
    },
    {
      name: 'much',
      of,
      says: 'S 19 of 999999999.98: 190000000.00; payable 1189999999.98',
      make: (desk) => desk.issued('office', [{ quantity: '2', price: '499999999.99' }]),
    },
    {
      // 200 × 1.11 … each line (n + 1) × 1.11: 1.11 × 20100
      name: '200 lines',
      of,
      says: 'S 19 of 22311.00: 4239.09; payable 26550.09',
      make: (desk) =>
        desk.issued(
          'office',
          Array.from({ length: 200 }, (_, n) => ({
            text: `Raum ${n + 1}`,
            quantity: String(n + 1),
            price: '1.11',
          })),
        ),
    },
    {
      name: 'headings, texts and sub-totals',
      of,
      says: 'S 19 of 500.00: 95.00; payable 595.00',
      make: (desk) =>
        desk.issued('office', [
          { kind: 'heading', text: 'Los 1' },
          ten,
          { kind: 'subtotal' },
          { kind: 'heading', text: 'Los 2' },
          { kind: 'text', text: 'Wie im Angebot' },
          ten,
          { kind: 'subtotal' },
          { kind: 'text', text: 'Danke' },
        ]),
    },
    {
      name: 'days of their own on the lines',
      of,
      says: 'S 19 of 500.00: 95.00; payable 595.00',
      make: (desk) =>
        desk.issued(
          'office',
          [
            { ...ten, servicePeriod: { from: '2026-10-26', to: '2026-10-30' } },
            { ...ten, servicePeriod: { from: '2026-11-02', to: '2026-11-06' } },
          ],
          { servicePeriod: { from: '2026-10-26', to: '2026-11-06' } },
        ),
    },
    {
      name: 'days on the lines alone',
      of,
      says: 'S 19 of 500.00: 95.00; payable 595.00',
      make: (desk) =>
        desk.issued(
          'office',
          [
            { ...ten, servicePeriod: { from: '2026-11-16', to: '2026-11-20' } },
            { ...ten, servicePeriod: { from: '2026-11-02', to: '2026-11-06' } },
          ],
          { serviceDate: null },
        ),
    },
    {
      name: 'no day of the service',
      of,
      says: 'S 19 of 250.00: 47.50; payable 297.50',
      make: (desk) => desk.issued('office', [ten], { serviceDate: null }),
    },
    {
      name: 'in English',
      of,
      says: 'AE 0 of 250.00: 0.00; payable 250.00',
      make: (desk) =>
        desk.issued('an Austrian firm', [{ ...ten, text: 'Cleaning' }], {
          language: 'en',
          discountPercent: '0',
        }),
    },
  ]
}
