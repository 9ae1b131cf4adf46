import type { Issued } from '#features/invoices/frozen.ts'
import { fileName } from '#kernel/file-name.ts'
import { document, group, leaf } from '#kernel/xml.ts'
import type { Written } from '#kernel/xml.ts'

interface Listed {
  id: string
  number: string
  issued: Pick<Issued, 'xml' | 'date'>
}

/** The list by which DATEV joins documents and bookings (XML-Schnittstelle online, document v06.0). */
export function documentList(documents: readonly Listed[], now: string): string {
  const root = group(
    'archive',
    [
      group('header', [leaf('date', now.slice(0, 19)), leaf('description', 'Kontor')]),
      group('content', documents.map(documentElement)),
    ],
    {
      xmlns: 'http://xml.datev.de/bedi/tps/document/v06.0',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': 'http://xml.datev.de/bedi/tps/document/v06.0 Document_v060.xsd',
      version: '6.0',
      generatingSystem: 'Kontor',
    },
  )
  return root ? document(root) : ''
}

function documentElement({ id, number, issued }: Listed): Written | undefined {
  const name = fileName(number)
  const files = [file(`${name}.pdf`), ...(issued.xml ? [file(`${name}.xml`)] : [])]
  const places = ['Kontor', 'Ausgangsrechnungen', issued.date.slice(0, 7).replace('-', '/')]
  const levels = places.map((place, at) => empty('level', { id: String(at + 1), name: place }))
  return group('document', [leaf('description', number), ...files, group('repository', levels)], { guid: id })
}

const file = (name: string): Written => empty('extension', { 'xsi:type': 'File', name })

const empty = (name: string, attributes: Record<string, string>): Written => ({
  name,
  attributes: Object.entries(attributes),
  content: '',
})
