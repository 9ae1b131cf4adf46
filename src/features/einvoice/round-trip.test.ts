import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readXml, type XmlElement } from '#kernel/read-xml.ts'
import { anyForeignInvoice, anyInvoice } from '../../../test/einvoice/random-invoice.ts'
import { EXAMPLES } from '../../../test/einvoice/shared.ts'
import { eInvoice } from './e-invoice.ts'
import { readEInvoice } from './read-e-invoice.ts'
import { writeXml } from './write-xml.ts'
import { fc } from '../../../test/properties.ts'
import { SEED } from '../../../test/seed.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const report = (run: { failed: boolean; seed: number }) => (run.failed ? `seed ${run.seed}` : '')

describe.each(['ubl', 'cii'] as const)('in %s', (syntax) => {
  test.each([
    ['an invoice', anyInvoice],
    ['one with a second currency', anyForeignInvoice],
  ])('%s that is written and read is the same', (_name, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (invoice) => {
        const read = readEInvoice(bytes(writeXml(invoice, syntax)))
        expect(read.invoice).toEqual(invoice)
        expect(read.findings).toEqual([])
        expect(read.syntax).toBe(syntax)
      }),
      {
        numRuns: 300,
        seed: SEED,
        reporter: (run) => {
          if (run.failed) throw new Error(`${report(run)} ${fc.defaultReportMessage(run)}`)
        },
      },
    )
  })

  test('the same invoice always gives the same bytes', () => {
    const [invoice] = fc.sample(anyInvoice, { numRuns: 1, seed: 7 })
    if (invoice) expect(writeXml(structuredClone(invoice), syntax)).toBe(writeXml(invoice, syntax))
  })
})

describe.skipIf(EXAMPLES.length === 0)(
  'the examples of the XRechnung test suite (skipped where they are not at hand)',
  () => {
    test.each(EXAMPLES)('$name says the same after it was read and written', ({ path }) => {
      const file = readFileSync(path)
      const { invoice, syntax, findings } = readEInvoice(file)
      const written = bytes(writeXml(invoice, syntax))
      expect(readEInvoice(written).invoice).toEqual(invoice)
      expect(readEInvoice(written).findings).toEqual([])
      expect(eInvoice.parse(invoice)).toEqual(invoice)
      expect(lost(leaves(file), leaves(written))).toEqual([])
      // Terms of the extension of XRechnung, which EN 16931 does not know: lines inside of lines, payments of others.
      const unread = findings.map(({ values }) => values['element']?.split('/').at(-1))
      expect(unread.filter((name) => name !== 'cac:SubInvoiceLine' && name !== 'cac:PrepaidPayment')).toEqual(
        [],
      )
    })
  },
)

/** Every text of the file by its element, without those of the extension. */
function leaves(file: Uint8Array): string[] {
  const found: string[] = []
  const walk = (element: XmlElement) => {
    if (/}SubInvoiceLine$|}PrepaidPayment$/.test(element.name)) return
    // Any tax number that is no VAT id is called FC, whatever it was called.
    if (element.name.endsWith('}PartyTaxScheme')) element.children.splice(1)
    if (element.children.length === 0 && element.text.trim() !== '')
      found.push(
        `${nameOf(element)}: ${/Binary/.test(element.name) ? element.text.replaceAll(/\s/g, '') : element.text.trim()}`,
      )
    for (const child of element.children) walk(child)
  }
  walk(readXml(file, {}))
  return found
}

/** An identifier that names its scheme is written as a global one. */
const nameOf = ({ name }: XmlElement) => name.replace(/^.*}/, '').replace(/^GlobalID$/, 'ID')

/** What stands in the first and not in the second, each as often as it does. */
function lost(before: string[], after: string[]): string[] {
  const left = [...after]
  return before.filter((leaf) => {
    const at = left.indexOf(leaf)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}
