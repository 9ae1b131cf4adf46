import { expect, test } from 'vitest'
import { pdfaFindings } from '../../../../test/pdf-a.ts'
import { ask, has, pagesOf, wordsOf } from '../../../../test/pdf-programs.ts'
import { renderBadges } from './badges.ts'

const about = { event: 'Seminar Winterdienst', language: 'de', now: '2026-11-30T09:15:00Z', id: 'seminar' }
const people = Array.from({ length: 21 }, (_, at) => ({ name: `Person${at} Muster`, company: 'Glanz GmbH' }))

test('badges are PDF/A-3b, also of people with long names, and of nobody', async () => {
  const long = {
    name: 'Maximilian-Alexander Freiherr von und zu Hohenstein-Wittgenstein',
    company: 'x'.repeat(300),
  }
  for (const guests of [people, [long, { name: '', company: '' }, { name: '🦄', company: '你好' }], []]) {
    expect(pdfaFindings(await renderBadges({ ...about, people: guests }))).toEqual([])
  }
})

test.skipIf(!has('pdftotext'))('ten stand on a page, each name inside of its card', async () => {
  const pdf = await renderBadges({ ...about, people })
  expect(pagesOf(pdf).map((page) => page.match(/Person\d+/g)?.length)).toEqual([10, 10, 1])
  for (const { text, left, right } of wordsOf(pdf).filter(({ text }) => text.startsWith('Person'))) {
    const [from, to] = Number(text.slice(6)) % 2 === 0 ? [20, 105] : [105, 190]
    expect(left).toBeGreaterThan(from)
    expect(right).toBeLessThan(to)
  }
  if (has('qpdf')) expect(ask('qpdf', ['--check', '-'], pdf)).toContain('No syntax or stream encoding errors')
})
