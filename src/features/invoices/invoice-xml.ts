import { checkInvoice } from '#features/einvoice/check/check-invoice.ts'
import { writeXml } from '#features/einvoice/write-xml.ts'
import type { Syntax } from '#features/einvoice/write-xml.ts'
import type { DocumentFinding } from './check-document.ts'
import type { Frozen } from './frozen.ts'
import { isBill } from './status.ts'
import { toEInvoice } from './to-e-invoice.ts'

/** The syntax of the structured part of a document; undefined when it is paper only. */
export function syntaxOf({ format, kind }: Pick<Frozen, 'format' | 'kind'>): Syntax | undefined {
  if (!isBill(kind) || format === 'pdf') return undefined
  return format === 'xrechnung-ubl' ? 'ubl' : 'cii'
}

/** The structured part of an issued document. */
export const invoiceXml = (doc: Frozen, syntax: Syntax): string => writeXml(toEInvoice(doc), syntax)

/** They miss the day of the service, which a down payment cannot know. */
const ASK_FOR_DAY = new Set(['BR-DE-TMP-32', 'USTG-14-4-6'])

/** What EN 16931 and XRechnung find fault with; before it has a number a document is checked with any. */
export function checkXml(doc: Frozen): DocumentFinding[] {
  const syntax = syntaxOf(doc)
  if (!syntax) return []
  const found = checkInvoice(toEInvoice({ ...doc, number: doc.number || 'X' }), { syntax })
  const isToCome = doc.kind === 'downpayment'
  return found
    .filter(({ rule }) => !(isToCome && ASK_FOR_DAY.has(rule)))
    .map(({ rule, flag, path = '', message, values }) => ({
      rule,
      level: flag === 'fatal' ? 'error' : 'warning',
      path: path === '' ? 'xml' : `xml.${path}`,
      key: message,
      values,
    }))
}
