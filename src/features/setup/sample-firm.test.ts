import { expect, test } from 'vitest'
import { sampleContacts } from './sample-firm.ts'

const all = sampleContacts().flatMap(({ company, persons }) => (company ? [company, ...persons] : persons))

test('it is the same every time, and about 300 contacts', () => {
  expect(sampleContacts()).toEqual(sampleContacts())
  expect(all.length).toBeGreaterThan(280)
  expect(all.length).toBeLessThan(340)
})

test('nobody real is called or written to', () => {
  for (const { phone, mobile, email } of all) {
    if (phone) expect(phone).toMatch(/^0221 4710-\d{3}$/)
    if (mobile) expect(mobile).toMatch(/^0176 040690\d\d$/)
    if (email) expect(email).toMatch(/^[a-z0-9.-]+@([a-z0-9-]+\.)?example\.(com|org|net)$/)
  }
})

test('no two companies have the same name, no two contacts the same address', () => {
  const names = all.flatMap(({ companyName }) => companyName ?? [])
  expect(new Set(names).size).toBe(names.length)
  const emails = all.flatMap(({ email }) => email ?? [])
  expect(new Set(emails).size).toBe(emails.length)
})
