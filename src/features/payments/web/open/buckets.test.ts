import { expect, test } from 'vitest'
import type { OpenInvoice } from '../../open-items.ts'
import { ageing } from '../../open-items.ts'
import { BUCKETS, bucketOf, inBucket, lateOf, narrowed } from './buckets.ts'

const one = (number: string, open: string, daysLate: number): OpenInvoice => ({
  id: number,
  number,
  kind: 'invoice',
  status: 'issued',
  date: '2026-11-01',
  dueDate: '2026-11-15',
  payable: open,
  settled: '0.00',
  open,
  reminderLevel: 0,
  daysLate,
})
const invoices = [
  one('RE-1', '10.00', -3),
  one('RE-2', '20.00', 0),
  one('RE-3', '40.00', 30),
  one('RE-4', '80.00', 31),
  one('RE-5', '160.00', 61),
  one('RE-6', '320.00', 200),
]
const customer = { contact: { id: 'a', name: 'Büro Köln' }, currency: 'EUR', ...ageing(invoices), invoices }

test('every document stands in the column its sum is counted in', () => {
  for (const bucket of BUCKETS) {
    const own = invoices.filter((invoice) => bucketOf(invoice) === bucket)
    const total = own.reduce((all, { open }) => all + Number(open), 0)
    expect(Number(inBucket(customer, bucket)), bucket).toBe(total)
  }
  expect(lateOf(customer)).toBe('600.00')
})

test('words narrow by customer and number, a column by days', () => {
  expect(narrowed([customer], 'köln re-4')[0]?.invoices).toEqual([invoices[3]])
  expect(narrowed([customer], '', 'more')[0]?.invoices.map(({ number }) => number)).toEqual(['RE-5', 'RE-6'])
  expect(narrowed([customer], 'hamburg')).toEqual([])
})
