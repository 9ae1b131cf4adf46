import { describe, expect, test } from 'vitest'
import { sum } from '#kernel/decimal.ts'
import { embeddedFiles } from '#platform/pdf/embedded-files.ts'
import { extractXml } from '#platform/pdf/extract-xml.ts'
import { metadataOf, pdfaFindings } from '../../../../../test/pdf-a.ts'
import { ask, has, pagesOf, wordsOf } from '../../../../../test/pdf-programs.ts'
import { renderLetter } from './render-letter.ts'
import {
  sampleLetter,
  sampleLine,
  sampleLines,
  sampleWords,
  swissLetter,
  swissPayment,
} from './sample-letter.ts'
import { fc } from '../../../../../test/properties.ts'

const about = { now: '2026-11-30T09:15:00.000Z', id: '019ac1d2-0000-7000-8000-000000000001' }
const xml = {
  name: 'factur-x.xml',
  content: '<rsm:CrossIndustryInvoice>Größe & Co.</rsm:CrossIndustryInvoice>',
  level: 'EN 16931',
  description: 'Rechnung RE-2026-0147',
} as const
const programs = has('pdftotext') && has('qpdf') && has('pdfdetach') && has('pdffonts')
const withPrograms = test.skipIf(!programs)

const letters = {
  'one page': sampleLetter(),
  'three pages': sampleLetter({ lines: sampleLines(50) }),
  English: sampleLetter({ language: 'en' }),
  'a draft': sampleLetter({ draft: true, title: 'Entwurf' }),
  'a Swiss one': swissLetter(),
  'a reminder without lines': sampleLetter({ kind: 'reminder', lines: [], title: '1. Mahnung' }),
  'a Swiss one with signs no bank knows': swissLetter({
    code: {
      type: 'swiss',
      payload: {
        ...swissPayment,
        message: 'Danke 🧹 你好',
        debtor: { ...swissPayment.creditor, name: 'Ж. Müller' },
      },
    },
  }),
  'strange signs': sampleLetter({ title: 'R & D <1> "x"', subject: '👨‍👩‍👧‍👦 你好 שלום \u0007 \ud83d' }),
}

describe('every letter is PDF/A-3b', () => {
  test.each(Object.entries(letters))('%s', async (_, letter) => {
    const pdf = await renderLetter(letter, { ...about, xml })
    expect(pdfaFindings(pdf)).toEqual([])
    expect(pdf.length).toBeLessThan(120 * 1024)
    if (has('qpdf'))
      expect(ask('qpdf', ['--check', '-'], pdf)).toContain('No syntax or stream encoding errors')
    if (has('pdffonts')) {
      const fonts = ask('pdffonts', ['-'], pdf).split('\n').slice(2).filter(Boolean)
      for (const font of fonts) expect(font).toMatch(/Identity-H +yes yes yes/)
    }
  })

  test('the same letter is the same file, another moment another one', async () => {
    const letter = swissLetter()
    const first = await renderLetter(letter, { ...about, xml })
    expect(Buffer.from(await renderLetter(letter, { ...about, xml })).equals(first)).toBe(true)
    const later = { ...about, now: '2026-12-01T09:15:00.000Z', xml }
    expect(Buffer.from(await renderLetter(letter, later)).equals(first)).toBe(false)
  })

  test('what is no picture is no logo', async () => {
    const pdf = await renderLetter(sampleLetter(), { ...about, logo: Buffer.from('not a picture') })
    expect(pdfaFindings(pdf)).toEqual([])
  })
})

describe('the invoice inside', () => {
  test('is an alternative to the page, under the name of the standard', async () => {
    const pdf = await renderLetter(sampleLetter(), { ...about, xml })
    expect(embeddedFiles(pdf)).toMatchObject([
      { name: 'factur-x.xml', relationship: 'Alternative', type: 'text/xml' },
    ])
    expect(Buffer.from(extractXml(pdf)?.content ?? []).toString('utf8')).toBe(xml.content)
  })

  test('is announced in the metadata, with a description of the words used', async () => {
    const metadata = metadataOf(
      await renderLetter(sampleLetter(), {
        ...about,
        xml: { ...xml, name: 'xrechnung.xml', level: 'XRECHNUNG' },
      }),
    )
    expect(metadata).toContain('xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"')
    expect(metadata).toContain('<fx:DocumentType>INVOICE</fx:DocumentType>')
    expect(metadata).toContain('<fx:DocumentFileName>xrechnung.xml</fx:DocumentFileName>')
    expect(metadata).toContain('<fx:Version>3.0</fx:Version>')
    expect(metadata).toContain('<fx:ConformanceLevel>XRECHNUNG</fx:ConformanceLevel>')
    expect(metadata.match(/<pdfaProperty:name>/g)).toHaveLength(4)
  })

  test('a letter without one says nothing of it', async () => {
    const pdf = await renderLetter(sampleLetter(), about)
    expect(extractXml(pdf)).toBeUndefined()
    expect(metadataOf(pdf)).not.toContain('factur-x')
  })

  withPrograms('is found by other programs', async () => {
    const pdf = await renderLetter(sampleLetter(), { ...about, xml })
    expect(ask('pdfdetach', ['-list', '-'], pdf)).toContain('1: factur-x.xml')
  })
})

describe.skipIf(!programs)('where things stand (DIN 5008, form B)', () => {
  test('the address in its window, the facts beside it, the text at its margins', async () => {
    const words = wordsOf(await renderLetter(sampleLetter(), about))
    const at = (text: string) => words.find((word) => word.text === text)
    for (const text of ['Nordlicht', 'Kreditorenbuchhaltung', '20457']) {
      expect(at(text)?.left).toBeCloseTo(25, 0)
      expect(at(text)?.top).toBeGreaterThan(62)
      expect(at(text)?.bottom).toBeLessThan(90)
    }
    expect(at('Rechnungsnummer')?.left).toBeCloseTo(125, 0)
    expect(at('Rechnung')?.left).toBeCloseTo(25, 0)
    expect(at('Rechnung')?.top).toBeGreaterThan(98)
    const amounts = words.filter(({ text }) => text === '436,25')
    expect(amounts).toHaveLength(4)
    for (const { right } of amounts) expect(right).toBeCloseTo(190, 0)
    const total = at('2.076,55')
    const sign = words.find(({ text, top }) => text === '€' && top === total?.top)
    expect(sign?.right).toBeCloseTo(190, 0)
  })

  test('ten lines of address and remarks stay in the window', async () => {
    const recipient = Array.from({ length: 10 }, (_, at) => `Adresszeile${at}`)
    const words = wordsOf(await renderLetter(sampleLetter({ recipient }), about))
    const lines = words.filter(({ text }) => text.startsWith('Adresszeile'))
    expect(lines).toHaveLength(10)
    expect(Math.min(...lines.map(({ top }) => top))).toBeGreaterThan(49)
    expect(Math.max(...lines.map(({ bottom }) => bottom))).toBeLessThan(91)
  })

  test('a Swiss letter ends with the payment part, in a language the letter speaks', async () => {
    const german = pagesOf(await renderLetter(swissLetter(), about)).at(-1)
    expect(german).toMatch(/Empfangsschein[\s\S]*21 00000 00003 13947 14300 09017[\s\S]*Annahmestelle/)
    const english = pagesOf(await renderLetter(swissLetter({ language: 'en' }), about)).at(-1)
    expect(english).toMatch(/Receipt[\s\S]*Payment part/)
  })

  test('optional lines are named and not in the sum that is carried', async () => {
    const optional = sampleLine({ text: 'Fensterputzen', net: '999.00', optional: true })
    const pdf = await renderLetter(sampleLetter({ lines: [optional, ...sampleLines(40)] }), about)
    const [first = ''] = pagesOf(pdf)
    expect(first).toContain('Optional – nicht in der Summe enthalten')
    expect(first).toContain('(999,00)')
    const counted = first.match(/ 436,25/g)?.length ?? 0
    expect(first).toContain(`Zwischensumme`)
    expect(first.replaceAll('.', '')).toContain(
      sum(Array(counted).fill('436.25')).toFixed(2).replace('.', ','),
    )
  })
})

const text = fc.oneof(
  fc.string({ maxLength: 60, unit: 'grapheme' }),
  fc.lorem({ maxCount: 40 }),
  fc.constantFrom(
    '',
    'a'.repeat(400),
    '🧹 Reinigung 👩‍🔧',
    'Donaudampfschifffahrtsgesellschaft\n\n- Zeile\n- Zeile',
  ),
)
const cents = fc.integer({ min: -999_999, max: 99_999_999 }).map((amount) => (amount / 100).toFixed(2))
const line = fc.oneof(
  { weight: 6, arbitrary: fc.record({ text, net: cents, optional: fc.boolean() }).map((l) => sampleLine(l)) },
  { weight: 1, arbitrary: text.map((words) => sampleWords('heading', words)) },
  { weight: 1, arbitrary: text.map((words) => sampleWords('text', words)) },
)
const anyLetter = fc
  .record({
    lines: fc.array(line, { maxLength: 400, size: '+1' }),
    language: fc.constantFrom('de', 'en'),
    subject: text,
    intro: text,
    closing: text,
    recipient: fc.array(text, { maxLength: 9 }),
    draft: fc.boolean(),
  })
  .map((letter) => sampleLetter(letter as Parameters<typeof sampleLetter>[0]))

describe('any letter', () => {
  test('becomes a whole PDF/A-3b; its pages are numbered', async () => {
    await fc.assert(
      fc.asyncProperty(anyLetter, async (letter) => {
        const pdf = await renderLetter(letter, about)
        expect(pdfaFindings(pdf)).toEqual([])
        if (!programs) return
        const pages = pagesOf(pdf)
        for (const [at, page] of pages.entries()) {
          const [of, word] = letter.language === 'de' ? ['von', 'Seite'] : ['of', 'Page']
          expect(page).toContain(`${word} ${at + 1} ${of} ${pages.length}`)
        }
      }),
      { numRuns: 15 },
    )
  })
})
