import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkFile } from '#features/einvoice/check/check-file.ts'
import type { Syntax } from '#features/einvoice/write-xml.ts'
import type { Invoice } from '#features/invoices/invoice.ts'
import { extractXml } from '#platform/pdf/extract-xml.ts'
import type { TestApp } from '../app.ts'
import { metadataOf, pdfaFindings } from '../pdf-a.ts'
import { has, pagesOf } from '../pdf-programs.ts'
import { countryOf, openOffice } from './desk.ts'
import type { Office } from './desk.ts'
import { officialVerdicts } from './official-rules.ts'
import { OFFICIAL_RULES } from './shared.ts'
import { SHAPE_DOCUMENTS } from './shape-documents.ts'
import { signsInXml, sumsInAnswer, sumsInXml } from './sums-in-xml.ts'
import { TAX_DOCUMENTS } from './tax-documents.ts'

// Every case of the tax and every kind of document, issued through the API in each format, against the hand-made sums
// of the table, our own rules, and the official ones where they are at hand.

const DOCUMENTS = [...TAX_DOCUMENTS, ...SHAPE_DOCUMENTS]

/** The formats issued here, and the syntaxes each is read back in: a hybrid document can be had in both. */
const SYNTAXES = { 'xrechnung-ubl': ['ubl'], zugferd: ['cii', 'ubl'] } as const
const FORMATS = Object.keys(SYNTAXES) as (keyof typeof SYNTAXES)[]
const writtenIn = (syntax: Syntax): number =>
  DOCUMENTS.length * FORMATS.filter((format) => SYNTAXES[format].some((one) => one === syntax)).length

interface Written {
  name: string
  syntax: Syntax
  xml: string
}

const written: Written[] = []
const offices = new Map<string, Office>()
beforeAll(async () => {
  for (const country of ['DE', 'AT', 'CH'] as const) offices.set(country, await openOffice(country))
})
afterAll(async () => {
  for (const { app } of offices.values()) await app.close()
})

describe.each(DOCUMENTS.map((one) => [one.name, one] as const))('%s', (name, one) => {
  test.each(FORMATS)('as %s', async (format) => {
    const office = offices.get(countryOf(one.of)) as Office
    const invoice = await one.make(await office.desk(one.of, format))
    expect(sumsInAnswer(invoice)).toBe(one.says)
    for (const syntax of SYNTAXES[format]) {
      const { body: xml } = await office.app.admin.get(`/invoices/${invoice.id}.xml?syntax=${syntax}`)
      written.push({ name: `${name} as ${format} in ${syntax}`, syntax, xml })
      expect(sumsInXml(xml, syntax)).toBe(one.says)
      expect(signsInXml(xml, syntax)).toEqual({ type: one.type ?? '380', atHome: one.atHome })
      const { profile, findings } = checkFile(new TextEncoder().encode(xml))
      expect(profile).toBe(format === 'zugferd' ? 'en16931' : 'xrechnung')
      expect(findings.filter(({ flag }) => flag === 'fatal')).toEqual([])
    }
    if (format === 'zugferd') await checkPage(office.app, invoice, one.atHome)
  })
})

/** The page holds the same bytes as the XML beside it, says so in its metadata, and shows what is to be paid. */
async function checkPage(app: TestApp, { id, totals }: Invoice, atHome = ''): Promise<void> {
  const pdf = await bytesOf(app, `/invoices/${id}.pdf`)
  const xml = await bytesOf(app, `/invoices/${id}.xml`)
  const inside = extractXml(pdf)
  expect(inside?.name).toBe('factur-x.xml')
  expect(Buffer.from(inside?.content ?? []).equals(xml)).toBe(true)
  expect(pdfaFindings(pdf)).toEqual([])
  expect(metadataOf(pdf)).toMatch(/<fx:DocumentFileName>factur-x\.xml<[\s\S]*<fx:ConformanceLevel>EN 16931</)
  expect(pdf.includes('/AFRelationship /Alternative')).toBe(true)
  if (has('pdftotext')) {
    const amounts = pagesOf(pdf)
      .flatMap((page) => page.split(/\s+/))
      .map((word) => word.replaceAll(/[^\d−]/g, ''))
    for (const amount of [totals.payable, /-?[\d.]+/.exec(atHome)?.[0] ?? totals.net])
      expect(amounts).toContain(amount.replace('-', '−').replace('.', ''))
  }
}

async function bytesOf(app: TestApp, path: string): Promise<Buffer> {
  const { body } = await app.admin.post('/tokens', { name: path })
  const headers = { authorization: `Bearer ${body.token}` }
  return (await app.server.inject({ url: `/api/v1${path}`, headers })).rawPayload
}

describe.skipIf(!OFFICIAL_RULES)(
  'by the official rules of EN 16931 (skipped where they are not at hand)',
  () => {
    test.each(['ubl', 'cii'] as const)('no document breaks one, in %s', (syntax) => {
      const own = written.filter((one) => one.syntax === syntax)
      const verdicts = officialVerdicts(
        syntax,
        own.map(({ xml }) => xml),
      )
      const broken = own.flatMap(({ name }, at) => [...(verdicts[at] ?? [])].map((rule) => `${rule} ${name}`))
      expect(broken).toEqual([])
      expect(own).toHaveLength(writtenIn(syntax))
    })
  },
)
