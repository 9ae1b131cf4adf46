import { expect, test } from 'vitest'
import { VALID } from '../../../test/einvoice/valid-invoice.ts'
import { checkFile } from './check/check-file.ts'
import type { EInvoice } from './e-invoice.ts'
import { writeXml } from './write-xml.ts'
import { fc } from '../../../test/properties.ts'
import { SEED } from '../../../test/seed.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const rules = (file: Uint8Array | string) =>
  checkFile(typeof file === 'string' ? bytes(file) : file).findings.map(({ rule }) => rule)
const documents = Object.values(VALID).flatMap((invoice) => [
  writeXml(invoice, 'ubl'),
  writeXml(invoice, 'cii'),
])
const [invoice = ''] = documents

test('what is no XML, or no invoice, is refused in its own words', () => {
  expect(rules('')).toEqual(['FORMAT-XML'])
  expect(rules('Sehr geehrte Damen und Herren')).toEqual(['FORMAT-XML'])
  expect(rules('%PDF-1.7')).toEqual(['FORMAT-XML'])
  expect(rules('<html xmlns="http://www.w3.org/1999/xhtml"/>')).toEqual(['FORMAT-SYNTAX'])
  expect(rules('<Invoice/>')).toEqual(['FORMAT-SYNTAX'])
  expect(rules(new Uint8Array([0x3c, 0x61, 0x3e, 0xff, 0xfe]))).toEqual(['FORMAT-ENCODING'])
  expect(rules('<?xml version="1.0" encoding="klingon"?><a/>')).toEqual(['FORMAT-ENCODING'])
  expect(checkFile(bytes('<a>')).findings[0]).toMatchObject({ class: 'format', flag: 'fatal' })
})

test('nothing a file brings along is expanded, fetched or followed into the deep', () => {
  const laughs = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><l>&b;</l>'
  expect(rules(laughs)).toEqual(['FORMAT-DOCTYPE'])
  expect(rules('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>')).toEqual(['FORMAT-DOCTYPE'])
  expect(rules('<a>&unknown;</a>')).toEqual(['FORMAT-XML'])
  expect(rules('<a>'.repeat(100_000))).toEqual(['FORMAT-SIZE'])
})

test('an invoice is read in the encoding it declares', () => {
  const latin = Buffer.from(invoice.replace('UTF-8', 'ISO-8859-1'), 'latin1')
  const utf16 = Buffer.from(`\uFEFF${invoice.replace('UTF-8', 'UTF-16')}`, 'utf16le')
  for (const file of [latin, utf16, bytes(`\uFEFF${invoice}`)]) {
    expect(checkFile(file).invoice?.seller.address.line1).toBe('Hafenstraße 12')
  }
})

test('prefixes are the business of the file', () => {
  const other = invoice.replaceAll('cbc:', 'x:').replaceAll('xmlns:cbc', 'xmlns:x')
  expect(checkFile(bytes(other)).invoice).toEqual(checkFile(bytes(invoice)).invoice)
})

test('numbers and days that are none are named and left out', () => {
  const odd = invoice.replace('486.25<', '486,25<').replace('2026-11-21', '21.11.2026')
  const { findings, invoice: read } = checkFile(bytes(odd))
  expect(findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['FORMAT-NUMBER', 'FORMAT-DAY', 'BR-03']),
  )
  expect(read?.date).toBe('')
})

test('a gross price that refers to another quantity than the net price is not read over', () => {
  const xml = writeXml(VALID['reductions of lines'] as EInvoice, 'cii')
  const referring = (quantity: string, unit: string) =>
    xml.replace(
      '</ram:GrossPriceProductTradePrice>',
      `<ram:BasisQuantity unitCode="${unit}">${quantity}</ram:BasisQuantity>$&`,
    )
  expect(rules(referring('1', 'HUR'))).toEqual([])
  expect(rules(referring('10', 'HUR'))).toEqual(['FORMAT-UNREAD'])
  expect(rules(referring('1', 'DAY'))).toEqual(['FORMAT-UNREAD'])
})

test("ZUGFeRD's MINIMUM is no invoice, and a specification nobody knows is mentioned", () => {
  const as = (id: string) => invoice.replace(/(<cbc:CustomizationID>)[^<]*/, `$1${id}`)
  expect(rules(as('urn:factur-x.eu:1p0:minimum'))).toContain('FORMAT-PROFILE')
  expect(rules(as('urn:example'))).toContain('FORMAT-SPECIFICATION')
})

test('whatever happens to the bytes on their way, the answer is findings', () => {
  const file = fc.constantFrom(...documents).map(bytes)
  const cut = fc
    .tuple(file, fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([all, at]) => all.slice(0, all.length * at))
  const flipped = fc
    .tuple(file, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 20 }))
    .map(([all, changes]) => {
      const copy = all.slice()
      for (const [at, value] of changes) copy[at % copy.length] = value
      return copy
    })
  const swapped = fc
    .tuple(file, fc.nat(), fc.constantFrom('', '-', 'NaN', '1e9', '٣', '99999999999999999999', '2026-02-30'))
    .map(([all, at, text]) => {
      const texts = new TextDecoder().decode(all).split(/(?<=>)(?=[^<\s])|(?<=[^>\s])(?=<)/)
      const index = ((at % texts.length) | 1) % texts.length
      return bytes(texts.with(index, text).join(''))
    })
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), cut, flipped, swapped), (file) => {
      expect(Array.isArray(checkFile(file).findings)).toBe(true)
    }),
    { numRuns: 500, seed: SEED },
  )
})
