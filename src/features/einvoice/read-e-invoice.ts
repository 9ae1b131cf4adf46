import { Problem } from '#kernel/problem.ts'
import { readXml, type XmlElement } from '#kernel/read-xml.ts'
import { CII_NAMESPACES } from './cii/names.ts'
import { readCii } from './cii/read-cii.ts'
import type { EInvoice } from './e-invoice.ts'
import type { InvoiceFinding } from './finding.ts'
import { profileOf, type Profile } from './profile.ts'
import { leftOver, Place, type Reading } from './syntax/place.ts'
import { UBL_NAMESPACES } from './ubl/names.ts'
import { readUbl } from './ubl/read-ubl.ts'
import type { Syntax } from './write-xml.ts'

export interface ReadInvoice {
  syntax: Syntax
  profile: Profile
  /**
   * What the file says. A required term that is missing is an empty text here, and codes stand as they were written:
   * whether it is a good invoice is for `checkInvoice` to say.
   */
  invoice: EInvoice
  /** What was odd about the file itself: numbers that are none, and what EN 16931 does not know. */
  findings: InvoiceFinding[]
}

/** Reads an invoice in UBL or CII; anything else is refused with a `Problem`. */
export function readEInvoice(bytes: Uint8Array): ReadInvoice {
  const root = readXml(bytes, PREFIXES)
  const syntax = SYNTAXES[root.name]
  if (syntax === undefined) throw strange(root)
  const reading: Reading = { taken: new Set(), findings: [] }
  const place = new Place(root, reading)
  const invoice = syntax === 'ubl' ? readUbl(place) : readCii(place)
  const findings = [...reading.findings, ...leftOver(root, reading)]
  return { syntax, profile: profileOf(invoice.specification), invoice, findings }
}

const PREFIXES = Object.fromEntries(
  Object.entries({ ...UBL_NAMESPACES, ...CII_NAMESPACES }).map(([prefix, uri]) => [uri, prefix]),
)

const SYNTAXES: Record<string, Syntax | undefined> = {
  'ubl:Invoice': 'ubl',
  'cn:CreditNote': 'ubl',
  'rsm:CrossIndustryInvoice': 'cii',
}

function strange({ name }: XmlElement): Problem {
  return new Problem('invalid', 'einvoice.syntax', `${name.slice(0, 200)} is no invoice in UBL or CII`, [], {
    root: name.slice(0, 200),
  })
}
