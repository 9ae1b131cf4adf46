import { writeCii } from './cii/write-cii.ts'
import type { EInvoice } from './e-invoice.ts'
import { writeUbl } from './ubl/write-ubl.ts'

/** The two syntaxes EN 16931 knows. */
export type Syntax = 'ubl' | 'cii'

/** The invoice as an XML document; the same invoice always gives the same text. */
export function writeXml(invoice: EInvoice, syntax: Syntax): string {
  return syntax === 'ubl' ? writeUbl(invoice) : writeCii(invoice)
}
