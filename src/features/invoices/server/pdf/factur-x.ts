import { attach } from '#platform/pdf/attach.ts'
import { extensionXmp } from '#platform/pdf/xmp.ts'

/** The structured part of a hybrid invoice. */
export interface LetterXml {
  name: 'factur-x.xml' | 'xrechnung.xml'
  content: string | Uint8Array
  level: 'EN 16931' | 'XRECHNUNG'
  description: string
}

/** What the metadata says of the embedded invoice: ZUGFeRD 2.x / Factur-X 1.0x, "PDF/A-3 and XMP". */
export const facturXmp = ({ name, level }: LetterXml): string =>
  extensionXmp({
    name: 'Factur-X PDFA Extension Schema',
    namespace: 'urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#',
    prefix: 'fx',
    properties: [
      { name: 'DocumentFileName', description: 'The name of the embedded XML document', value: name },
      {
        name: 'DocumentType',
        description: 'The type of the hybrid document in capital letters, e.g. INVOICE or ORDER',
        value: 'INVOICE',
      },
      {
        name: 'Version',
        description: 'The actual version of the standard applying to the embedded XML document',
        // Factur-X counts its own versions; XRechnung says which one of its own is inside.
        value: level === 'XRECHNUNG' ? '3.0' : '1.0',
      },
      {
        name: 'ConformanceLevel',
        description: 'The conformance level of the embedded XML document',
        value: level,
      },
    ],
  })

/**
 * Embeds the invoice. It is an alternative to the page, not data beside it: in Germany the levels BASIC, EN 16931,
 * EXTENDED and XRECHNUNG must say `Alternative`, only MINIMUM and BASIC WL, which are no invoices, say `Data`.
 */
export function attachXml(doc: PDFKit.PDFDocument, xml: LetterXml, modified: Date): void {
  const { name, description } = xml
  const content = typeof xml.content === 'string' ? new TextEncoder().encode(xml.content) : xml.content
  attach(doc, { name, description, type: 'text/xml', content, modified, relationship: 'Alternative' })
}
