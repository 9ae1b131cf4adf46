import { SaxesParser } from 'saxes'
import { dictOf, isStream, nameOf } from '#platform/pdf/read/pdf-value.ts'
import type { PdfValue } from '#platform/pdf/read/pdf-value.ts'
import { readPdf } from '#platform/pdf/read/read-pdf.ts'
import type { PdfFile } from '#platform/pdf/read/read-pdf.ts'

// What ISO 19005-3 (PDF/A-3, level B) asks, as far as our own reader can see it. Numbers are its clauses.

type Dict = Map<string, PdfValue>

/** What speaks against a PDF being PDF/A-3b; nothing for one that is. */
export function pdfaFindings(pdf: Uint8Array): string[] {
  const file = readPdf(pdf)
  if (!file) return ['6.1.3 unreadable or encrypted']
  const text = Buffer.from(pdf).toString('latin1')
  const dicts = [...file.objects.values()].flatMap(nested)
  const catalogue = dictOf(file.get(file.trailer.get('Root'))) ?? new Map<string, PdfValue>()
  return [
    ...fileFindings(text),
    ...catalogueFindings(file, catalogue),
    ...dicts.flatMap((dict) => dictFindings(file, dict)),
    ...contentFindings(file),
    ...attachmentFindings(file, catalogue),
  ]
}

/** The metadata of the document as it is written. */
export function metadataOf(pdf: Uint8Array): string {
  const file = readPdf(pdf)
  const catalogue = dictOf(file?.get(file.trailer.get('Root')))
  const stream = file?.get(catalogue?.get('Metadata'))
  return (file && isStream(stream) ? file.bytesOf(stream)?.toString('utf8') : undefined) ?? ''
}

function nested(value: PdfValue): Dict[] {
  if (Array.isArray(value)) return value.flatMap(nested)
  const dict = dictOf(value)
  return dict ? [dict, ...[...dict.values()].flatMap(nested)] : []
}

const unless = (right: unknown, finding: string) => (right ? [] : [finding])

function fileFindings(text: string): string[] {
  return [
    ...unless(/^%PDF-1\.[4-7]\n%[\x80-\xff]{4}\n/.test(text), '6.1.2 header'),
    ...unless(/\/ID \[<[0-9a-f]{32}> <[0-9a-f]{32}>\]/.test(text), '6.1.3 file identifier'),
    ...unless(/%%EOF\n?$/.test(text), '6.1.3 data behind the end'),
    ...unless(!text.includes('/LZWDecode'), '6.1.7.2 LZW'),
  ]
}

function catalogueFindings(file: PdfFile, catalogue: Dict): string[] {
  const intents = file.get(catalogue.get('OutputIntents'))
  const intent = dictOf(file.get(Array.isArray(intents) ? intents[0] : undefined))
  const profile = file.get(intent?.get('DestOutputProfile'))
  const metadata = file.get(catalogue.get('Metadata'))
  const xmp = isStream(metadata) ? (file.bytesOf(metadata)?.toString('utf8') ?? '') : ''
  return [
    ...unless(nameOf(intent?.get('S')) === 'GTS_PDFA1', '6.2.3 output intent'),
    ...unless(
      isStream(profile) && file.bytesOf(profile)?.toString('latin1', 36, 40) === 'acsp',
      '6.2.3 profile',
    ),
    ...unless(isStream(metadata) && !metadata.dict.has('Filter'), '6.6.2.1 metadata'),
    ...unless(wellFormed(xmp), '6.6.2.1 metadata is no XML'),
    ...unless(xmp.includes('<pdfaid:part>3</pdfaid:part>'), '6.6.4 part'),
    ...unless(xmp.includes('<pdfaid:conformance>B</pdfaid:conformance>'), '6.6.4 conformance'),
    ...['OpenAction', 'AA', 'AcroForm', 'Requirements']
      .filter((key) => catalogue.has(key))
      .map((key) => `6.5 ${key}`),
  ]
}

function wellFormed(xml: string): boolean {
  try {
    new SaxesParser({ xmlns: true }).write(xml.trim()).close()
    return true
  } catch {
    return false
  }
}

function dictFindings(file: PdfFile, dict: Dict): string[] {
  const type = nameOf(dict.get('Type'))
  const subtype = nameOf(dict.get('Subtype'))
  if (type === 'Font') return fontFindings(file, dict, subtype)
  if (type === 'Annot' || dict.has('Annots')) return ['6.3 annotation']
  if (dict.has('JS') || dict.has('JavaScript')) return ['6.5.1 script']
  if (subtype === 'Image') {
    const space = nameOf(file.get(dict.get('ColorSpace')))
    return [
      ...unless(dict.get('Interpolate') !== true, '6.2.8 interpolated picture'),
      ...unless(space === undefined || /^Device(RGB|Gray)$/.test(space), `6.2.4 colours ${space}`),
    ]
  }
  return unless(!dict.has('TR') && !dict.has('HTP'), '6.2.5 transfer function')
}

/** Every font is composite, embedded, and a named subset. */
function fontFindings(file: PdfFile, dict: Dict, subtype: string | undefined): string[] {
  if (subtype === 'Type0') return unless(nameOf(dict.get('Encoding')) === 'Identity-H', '6.2.11.3 encoding')
  const descriptor = dictOf(file.get(dict.get('FontDescriptor')))
  const program = file.get(descriptor?.get('FontFile2'))
  return [
    ...unless(subtype === 'CIDFontType2', `6.2.11.4 font of kind ${subtype}`),
    ...unless(isStream(program) && file.bytesOf(program), '6.2.11.4.1 font not embedded'),
    ...unless(nameOf(dict.get('CIDToGIDMap')) === 'Identity', '6.2.11.3.2 glyph map'),
    ...unless(/^[A-Z]{6}\+/.test(nameOf(dict.get('BaseFont')) ?? ''), '6.2.11.4.2 subset name'),
  ]
}

/** Pages show no empty glyph and know only grey and RGB. */
function contentFindings(file: PdfFile): string[] {
  return [...file.objects.values()].flatMap((value) => {
    const page = nameOf(dictOf(value)?.get('Type')) === 'Page' ? dictOf(value) : undefined
    const stream = file.get(page?.get('Contents'))
    if (!page || !isStream(stream)) return page ? ['6.2.2 page without content'] : []
    const content = file.bytesOf(stream)?.toString('latin1') ?? ''
    const glyphs = [...content.matchAll(/<([0-9a-f]+)>/g)].flatMap(([, hex]) => hex?.match(/.{4}/g) ?? [])
    return [
      ...unless(!glyphs.includes('0000'), '6.2.11.8 empty glyph'),
      ...unless(!/\/DeviceCMYK|[\d.] [kK]\n/.test(content), '6.2.4.3 CMYK'),
    ]
  })
}

function attachmentFindings(file: PdfFile, catalogue: Dict): string[] {
  const listed = file.get(catalogue.get('AF'))
  const associated = Array.isArray(listed) ? listed.map((one) => file.get(one)) : []
  return [...file.objects.values()].flatMap((value) => {
    const dict = dictOf(value)
    if (nameOf(dict?.get('Type')) !== 'Filespec' || !dict) return []
    const stream = file.get(dictOf(file.get(dict.get('EF')))?.get('F'))
    const params = isStream(stream) ? dictOf(file.get(stream.dict.get('Params'))) : undefined
    return [
      ...unless(dict.has('F') && dict.has('UF'), '6.8 names of the file'),
      ...unless(nameOf(dict.get('AFRelationship')), '6.8 relationship'),
      ...unless(associated.includes(value), '6.8 not associated'),
      ...unless(isStream(stream) && nameOf(stream.dict.get('Subtype')), '6.8 MIME type'),
      ...unless(params?.has('ModDate'), '6.8 date'),
    ]
  })
}
