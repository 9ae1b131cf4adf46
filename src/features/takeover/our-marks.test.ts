import { describe, expect, test } from 'vitest'
import { ourMarks } from './our-marks.ts'

describe('numbers of ours', () => {
  test.each([
    ['AW: Rechnung RE-2026-0007, bitte prüfen', 'RE-2026-0007'],
    ['Zu re-2026-0007:', 'RE-2026-0007'],
    ['Ihr Angebot (AN/26/0012).', 'AN/26/0012'],
    ['Zahlung 20260007 ist unterwegs', '20260007'],
    ['Rechnung „RE 2026 0007“', 'RE 2026 0007'],
    ['Rechnung 0007 RE', '0007 RE'],
  ])('%s names %s', (text, number) => {
    expect(ourMarks(text).numbers).toContain(number)
  })

  test.each(['2026', '14:30', '10 Stück', 'Guten Tag', ''])('%s names none', (text) => {
    expect(ourMarks(text).numbers).toEqual([])
  })
})

test('contacts are linked to by their addresses here', () => {
  const id = '0190b0b0-0000-7000-8000-00000000abcd'
  expect(ourMarks(`Siehe https://crm.example/contacts/${id}?tab=files`).contactIds).toEqual([id])
  expect(ourMarks(`https://crm.example/open/contact/${id.toUpperCase()}`).contactIds).toEqual([id])
  expect(ourMarks(`https://crm.example/invoices/${id}`).contactIds).toEqual([])
})
