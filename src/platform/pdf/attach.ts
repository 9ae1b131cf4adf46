import { createHash } from 'node:crypto'

export interface Attachment {
  name: string
  description: string
  /** MIME type, such as `text/xml`. */
  type: string
  content: Uint8Array
  modified: Date
  relationship: 'Alternative' | 'Data' | 'Source' | 'Supplement'
}

/**
 * Embeds a file that belongs to the whole document: in the list of embedded files, where readers look, and as an
 * associated file (ISO 19005-3, 6.8). Written by hand, because `doc.file` writes the checksum as letters.
 */
export function attach(doc: PDFKit.PDFDocument, file: Attachment): void {
  const stream = doc.ref({
    Type: 'EmbeddedFile',
    // A name object; the stroke in it is written by its number.
    Subtype: file.type.replace('/', '#2F'),
    Params: {
      ModDate: file.modified,
      Size: file.content.byteLength,
      CheckSum: createHash('md5').update(file.content).digest(),
    },
  })
  stream.write(file.content)
  stream.end(undefined)
  const specification = doc.ref({
    Type: 'Filespec',
    AFRelationship: file.relationship,
    F: text(file.name),
    UF: text(file.name),
    Desc: text(file.description),
    EF: { F: stream, UF: stream },
  })
  specification.end(undefined)
  doc.addNamedEmbeddedFile(file.name, specification)
  const { _root: catalogue } = doc as unknown as { _root: { data: { AF?: unknown[] } } }
  catalogue.data.AF = [...(catalogue.data.AF ?? []), specification]
}

/** `pdfkit` tells a text from a name by the wrapper around it. */
// oxlint-disable-next-line no-new-wrappers
const text = (value: string) => new String(value)
