import { describe, expect, test } from 'vitest'
import { officialVerdicts } from '../../../test/einvoice/official-rules.ts'
import { OFFICIAL_RULES } from '../../../test/einvoice/shared.ts'
import { cases } from '../../../test/invoices/cases.ts'
import { checkXml, invoiceXml } from './invoice-xml.ts'

describe('every case is an e-invoice', () => {
  test.each(cases.map((one) => [one.name, one.doc] as const))('%s, by our rules', (_name, doc) => {
    for (const format of ['zugferd', 'xrechnung-ubl', 'xrechnung-cii'] as const)
      expect(checkXml({ ...doc, format }).filter(({ level }) => level === 'error')).toEqual([])
  })

  test.skipIf(!OFFICIAL_RULES)('and by the official ones', () => {
    for (const [syntax, format] of [
      ['ubl', 'xrechnung-ubl'],
      ['cii', 'xrechnung-cii'],
      ['cii', 'zugferd'],
    ] as const) {
      const verdicts = officialVerdicts(
        syntax,
        cases.map(({ doc }) => invoiceXml({ ...doc, format }, syntax)),
      )
      const broken = verdicts.flatMap((rules, at) =>
        rules.size ? [`${cases[at]?.name}: ${[...rules]}`] : [],
      )
      expect(broken, format).toEqual([])
    }
  })
})
