import { createHash } from 'node:crypto'
import Document from 'pdfkit'
import { A4 } from './paper.ts'
import { documentXmp } from './xmp.ts'

export interface PdfAbout {
  title: string
  author: string
  language: string
  /** When it is made: the same instant and id make the same bytes. */
  now: Date
  id: string
  /** Further `rdf:Description` elements of the metadata. */
  xmp?: string
}

export interface Pdf {
  doc: PDFKit.PDFDocument
  /** Closes the document; its bytes. */
  finish(): Promise<Uint8Array>
}

/**
 * An empty PDF/A-3b (ISO 19005-3, level B). Pages are kept until it is finished, so that each can bear the number of
 * all. `pdfkit` brings the colour profile and the file structure; metadata is ours, because it writes what stands in a
 * title into the XML as it is.
 */
export function openPdf({ xmp = '', ...about }: PdfAbout): Pdf {
  const { title, author, now } = about
  const info = { Title: title, Author: author, Producer: 'Kontor', Creator: 'Kontor' }
  const doc = new Document({
    size: [A4.width, A4.height],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: '1.7',
    subset: 'PDF/A-3b',
    lang: about.language,
    displayTitle: true,
    // No font but the embedded ones; without this, Helvetica would be opened.
    font: '',
    info: { ...info, CreationDate: now, ModDate: now },
  })
  Object.assign(doc, {
    _id: createHash('sha256').update(`${about.id}\n${now.toISOString()}`).digest().subarray(0, 16),
    _addInfo: () => doc.appendXML(documentXmp(about) + xmp),
  })
  const chunks: Uint8Array[] = []
  doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const ended = new Promise<void>((resolve, reject) => {
    doc.on('end', resolve)
    doc.on('error', reject)
  })
  return {
    doc,
    async finish() {
      doc.end()
      await ended
      return Buffer.concat(chunks)
    },
  }
}
