import type { SealCheck } from '../../seal-check.ts'
import { contentHash, sealOf, sha256 } from './seals.ts'
import type { SealLine } from './seals.ts'

/** Asks the database, through whichever connection there is. */
export type Ask = <Row>(text: string, values: unknown[]) => Promise<Row[]>

interface Line extends SealLine {
  seal: string
  document: string | null
  issued: Record<string, unknown> | null
  xmlHash: string | null
  pdfHash: string | null
}

const PIECE = 500

/** Whether the chain of seals over issued documents is whole, and what it seals is still what it was. As system. */
export async function checkSeals(ask: Ask): Promise<SealCheck> {
  let before = { number: 0, seal: '' }
  for (;;) {
    const lines = await ask<Line>(
      `select s.number, s.invoice_id as "invoiceId", s.part, s.content, s.seal, i.number as document,
        case when s.part <> 'pdf' then i.issued end as issued, i.xml_hash as "xmlHash", i.pdf_hash as "pdfHash"
       from seal s join invoice i on i.id = s.invoice_id where s.number > $1 order by s.number limit ${PIECE}`,
      [before.number],
    )
    for (const line of lines) {
      const flaw = flawOf(line, before)
      const { number, document, part } = line
      if (flaw) return { seals: before.number, flaw: { flaw, number, document, part } }
      before = line
    }
    if (lines.length < PIECE) break
  }
  // Lines cut off at the end leave a chain that is whole: what should be sealed says what is missing.
  const [missing] = await ask<{ document: string; part: SealLine['part'] }>(
    `select i.number as document, wanted.part from invoice i, unnest(array['document', 'xml', 'pdf']) as wanted(part)
     where i.number is not null and not i.sample
       and (wanted.part = 'document' or wanted.part = 'xml' and jsonb_typeof(i.issued -> 'xml') = 'object'
         or wanted.part = 'pdf' and i.pdf_hash is not null)
       and not exists (select 1 from seal s where s.invoice_id = i.id and s.part = wanted.part)
     order by i.issued_at limit 1`,
    [],
  )
  return { seals: before.number, flaw: missing ? { flaw: 'unsealed', number: null, ...missing } : null }
}

function flawOf(line: Line, before: { number: number; seal: string }) {
  if (line.number !== before.number + 1) return 'removed'
  if (line.seal !== sealOf(line, before.seal)) return 'changed'
  return isWhole(line) ? undefined : 'content'
}

function isWhole({ part, content, issued, xmlHash, pdfHash }: Line): boolean {
  if (part === 'pdf') return pdfHash === content
  if (issued === null) return false
  if (part === 'document') return contentHash(issued) === content
  const { xml } = issued as { xml?: { content: string } | null }
  return (
    xml !== null && xml !== undefined && sha256(xml.content) === content && (xmlHash ?? content) === content
  )
}
