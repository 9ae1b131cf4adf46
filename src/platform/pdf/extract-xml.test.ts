import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { ask, has } from '../../../test/pdf-programs.ts'
import { attach } from './attach.ts'
import { extractXml } from './extract-xml.ts'
import { openPdf } from './open-pdf.ts'
import { fc } from '../../../test/properties.ts'

const XML = '<Invoice>Größe 5 &amp; mehr</Invoice>'
const now = new Date('2026-11-30T09:15:00Z')

async function pdfWith(...names: string[]): Promise<Buffer> {
  const { doc, finish } = openPdf({
    title: 'Rechnung',
    author: 'Glanz',
    language: 'de',
    now,
    id: names.join(),
  })
  doc.addPage()
  for (const name of names) {
    const content = new TextEncoder().encode(name.endsWith('.xml') ? `${XML}<!--${name}-->` : name)
    attach(doc, {
      name,
      description: '',
      type: 'text/xml',
      content,
      modified: now,
      relationship: 'Alternative',
    })
  }
  return Buffer.from(await finish())
}

/** A file as a careless writer leaves it: objects and nothing else. */
const written = (...objects: string[]) => Buffer.from(['%PDF-1.7', ...objects].join('\n'), 'latin1')
const stream = (number: number, dict: string, bytes: Uint8Array) =>
  `${number} 0 obj <<${dict} /Length ${bytes.length}>>\nstream\n${Buffer.from(bytes).toString('latin1')}\nendstream endobj`
const packed = (text: string) => deflateSync(Buffer.from(text))
const catalogue = '1 0 obj <</Type /Catalog /Names <</EmbeddedFiles 2 0 R>>>> endobj trailer <</Root 1 0 R>>'
const listed = '2 0 obj <</Names [(a) 3 0 R]>> endobj'
const specification = '3 0 obj <</Type /Filespec /F (a.xml) /EF <</F 4 0 R>>>> endobj'
const named = (pdf: Uint8Array) => extractXml(pdf)?.name
const contentOf = (pdf: Uint8Array) => Buffer.from(extractXml(pdf)?.content ?? []).toString('utf8')

describe('the XML inside of a PDF', () => {
  test('is the one with a name of the standards, whatever else is there', async () => {
    expect(named(await pdfWith('zeiten.xml', 'bild.png', 'factur-x.xml'))).toBe('factur-x.xml')
    expect(named(await pdfWith('a.xml', 'ZUGFeRD-invoice.xml'))).toBe('ZUGFeRD-invoice.xml')
    expect(named(await pdfWith('a.xml', 'xrechnung.xml'))).toBe('xrechnung.xml')
    expect(contentOf(await pdfWith('invoice.xml'))).toContain(XML)
    expect(extractXml(await pdfWith())).toBeUndefined()
  })

  test('is found where the table of places is wrong, missing or cut off', async () => {
    const pdf = await pdfWith('factur-x.xml')
    const text = pdf.toString('latin1')
    expect(named(Buffer.from(text.replace(/startxref\n\d+/, 'startxref\n7'), 'latin1'))).toBe('factur-x.xml')
    expect(named(Buffer.from(text.slice(0, text.indexOf('\nxref')), 'latin1'))).toBe('factur-x.xml')
    expect(named(Buffer.from(`mail header\n${text}`, 'latin1'))).toBe('factur-x.xml')
  })

  test('is the newest where the file was changed by writing on', () => {
    const older = [catalogue, listed, specification, stream(4, '', Buffer.from('<old/>'))]
    expect(contentOf(written(...older))).toBe('<old/>')
    expect(contentOf(written(...older, stream(4, '', Buffer.from('<new/>'))))).toBe('<new/>')
  })

  test('is found when objects lie packed inside of a stream', () => {
    const inner = '2 0 3 24 <</Names [(a) 3 0 R]>>  <</F <FEFF0061002E0078006D006C> /EF <</F 4 0 R>>>>'
    const objects = stream(9, '/Type /ObjStm /N 2 /First 9 /Filter /FlateDecode', packed(inner))
    const file = stream(4, '/Filter [/FlateDecode]', packed(XML))
    expect(named(written(catalogue, objects, file))).toBe('a.xml')
    expect(contentOf(written(catalogue, objects, file))).toBe(XML)
  })

  test.skipIf(!has('qpdf'))('is found whatever another program made of the file', async () => {
    const pdf = await pdfWith('factur-x.xml')
    for (const how of [
      ['--object-streams=generate'],
      ['--linearize'],
      ['--qdf'],
      ['--stream-data=uncompress'],
    ]) {
      const out = join(tmpdir(), `kontor-${process.pid}${how[0]}.pdf`)
      ask('qpdf', [...how, '-', out], pdf)
      expect(contentOf(readFileSync(out))).toContain(XML)
      rmSync(out)
    }
  })
})

describe('hostile files', () => {
  test('end in nothing, not in an error', () => {
    const files = [
      written(),
      written(catalogue, '2 0 obj <</Kids [2 0 R 2 0 R]>> endobj'),
      written(catalogue, '2 0 obj 5 0 R endobj 5 0 obj 2 0 R endobj'),
      written(`1 0 obj ${'['.repeat(100_000)}`),
      written(`1 0 obj ${'<<'.repeat(100_000)}`),
      written('1 0 obj ('.repeat(100_000)),
      written('1 0 obj <'.repeat(100_000)),
      written('1 0 obj [ 1 '.repeat(100_000)),
      written('1 0 obj <<>> stream\n'.repeat(50_000)),
      written(catalogue.replace('trailer <<', 'trailer <</Encrypt 9 0 R '), listed, specification),
      written(catalogue, listed, specification, '4 0 obj <</Filter /LZWDecode>> stream\nabc\nendstream'),
      written(catalogue, listed, specification, '4 0 obj <</Filter /FlateDecode>> stream\nabc\nendstream'),
      written(catalogue, listed.replace('3 0 R', '(b) '.repeat(400_000))),
    ]
    for (const file of files) expect(extractXml(file)).toBeUndefined()
  })

  test('a file that unpacks to more than the limit is not unpacked', () => {
    const bomb = stream(4, '/Filter /FlateDecode', deflateSync(Buffer.alloc(40 * 1024 * 1024)))
    expect(extractXml(written(catalogue, listed, specification, bomb))).toBeUndefined()
  })

  test('objects that lie in each other are not read without end', () => {
    const head = Array.from({ length: 20_000 }, (_, at) => `${at + 10} 0`).join(' ')
    const inner = `${head} [${'1 '.repeat(100_000)}]`
    const objects = stream(9, `/Type /ObjStm /First ${head.length + 1} /Filter /FlateDecode`, packed(inner))
    expect(extractXml(written(catalogue, objects))).toBeUndefined()
  })

  test('any damage is survived', async () => {
    const pdf = await pdfWith('factur-x.xml')
    const damage = fc.array(fc.tuple(fc.nat(pdf.length - 1), fc.nat(255)), { maxLength: 300 })
    fc.assert(
      fc.property(damage, fc.nat(pdf.length), (places, length) => {
        const damaged = Buffer.from(pdf)
        for (const [at, byte] of places) damaged[at] = byte
        extractXml(damaged.subarray(0, length))
      }),
      { numRuns: 300 },
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'1 0objR<>[]()/endstreamtrailer\n%') }), (text) => {
        expect(extractXml(written(text))).toBeUndefined()
      }),
    )
  })
})
