import { embeddedFiles } from './embedded-files.ts'
import type { EmbeddedFile } from './embedded-files.ts'

/** What hybrid invoices call their structured part: ZUGFeRD 1 and 2.0, Factur-X and ZUGFeRD since 2.1, XRechnung. */
const INVOICES = ['factur-x.xml', 'xrechnung.xml', 'zugferd-invoice.xml']

/**
 * The structured invoice inside of a PDF: the file with a name of the standards, else the first XML that is there.
 * Undefined where there is none, where the file is damaged beyond reading, encrypted or too large.
 */
export function extractXml(pdf: Uint8Array): { name: string; content: Uint8Array } | undefined {
  const files = embeddedFiles(pdf)
  const place = ({ name }: EmbeddedFile) => INVOICES.indexOf(name.toLowerCase())
  const known = files.filter((file) => place(file) >= 0).sort((a, b) => place(a) - place(b))
  const others = files.filter(({ name, type }) => /\.xml$/i.test(name) || type?.endsWith('/xml'))
  for (const file of [...known, ...others]) {
    const content = file.content()
    if (content && content.length > 0) return { name: file.name, content }
  }
  return undefined
}
