import { dictOf, isStream, nameOf, textOf } from './read/pdf-value.ts'
import type { PdfValue, Stream } from './read/pdf-value.ts'
import { readPdf } from './read/read-pdf.ts'
import type { PdfFile } from './read/read-pdf.ts'

export interface EmbeddedFile {
  name: string
  relationship: string | undefined
  type: string | undefined
  content(): Uint8Array | undefined
}

/** More files are not looked at. */
const FILES = 1000

/** The files inside of a PDF: those in its list, those its pages are associated with, else any that stand in it. */
export function embeddedFiles(pdf: Uint8Array): EmbeddedFile[] {
  const file = readPdf(pdf)
  if (!file) return []
  const catalogue = dictOf(file.get(file.trailer.get('Root'))) ?? anyCatalogue(file)
  const listed = catalogue ? [...associated(file, catalogue), ...named(file, catalogue)] : []
  const all = listed.length > 0 ? listed : [...file.objects.values()]
  const found = new Map<Stream, EmbeddedFile>()
  for (const value of all) {
    const embedded = fileOf(file, value)
    if (embedded && !found.has(embedded.stream)) found.set(embedded.stream, embedded.file)
    if (found.size >= FILES) break
  }
  return [...found.values()]
}

const anyCatalogue = (file: PdfFile) =>
  [...file.objects.values()].map(dictOf).findLast((dict) => nameOf(dict?.get('Type')) === 'Catalog')

function associated(file: PdfFile, catalogue: Map<string, PdfValue>): PdfValue[] {
  const list = file.get(catalogue.get('AF'))
  return Array.isArray(list) ? list.slice(0, FILES) : []
}

/** The leaves of the tree of names; a tree that bites its tail is walked once. */
function named(file: PdfFile, catalogue: Map<string, PdfValue>): PdfValue[] {
  const root = dictOf(file.get(catalogue.get('Names')))?.get('EmbeddedFiles')
  const open: (PdfValue | undefined)[] = [root]
  const seen = new Set<unknown>()
  const leaves: PdfValue[] = []
  while (open.length > 0 && open.length < 100 * FILES && leaves.length < FILES && seen.size < 10 * FILES) {
    const node = dictOf(file.get(open.pop()))
    if (!node || seen.has(node)) continue
    seen.add(node)
    const [names, kids] = [file.get(node.get('Names')), file.get(node.get('Kids'))]
    if (Array.isArray(names)) leaves.push(...names.slice(0, 2 * FILES).filter((_, at) => at % 2 === 1))
    if (Array.isArray(kids)) open.push(...kids.slice(0, FILES))
  }
  return leaves
}

function fileOf(file: PdfFile, value: PdfValue): { stream: Stream; file: EmbeddedFile } | undefined {
  const specification = dictOf(file.get(value))
  const streams = dictOf(file.get(specification?.get('EF')))
  const stream = ['UF', 'F', 'Unix', 'DOS', 'Mac'].map((key) => file.get(streams?.get(key))).find(isStream)
  if (!specification || !stream) return undefined
  const name = textOf(file.get(specification.get('UF'))) ?? textOf(file.get(specification.get('F'))) ?? ''
  return {
    stream,
    file: {
      name,
      relationship: nameOf(file.get(specification.get('AFRelationship'))),
      type: nameOf(file.get(stream.dict.get('Subtype'))),
      content: () => file.bytesOf(stream),
    },
  }
}
