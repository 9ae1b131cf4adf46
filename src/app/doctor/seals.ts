import { contentHash, sealOf, sha256 } from '#features/invoices/server/seals.ts'
import type { SealLine } from '#features/invoices/server/seals.ts'
import { bad, good } from './finding.ts'
import type { Finding, Patient } from './finding.ts'

interface Line extends SealLine {
  seal: string
  document: string | null
  issued: Record<string, unknown> | null
  xml_hash: string | null
  pdf_hash: string | null
}

const PIECE = 500

/** Whether the chain of seals over issued documents is whole, and what it seals is still what it was. */
export async function seals({ client }: Patient): Promise<Finding> {
  let before = { number: 0, seal: '' }
  for (;;) {
    const { rows } = await client.query<Line>(
      `select s.number, s.invoice_id as "invoiceId", s.part, s.content, s.seal, i.number as document,
        case when s.part <> 'pdf' then i.issued end as issued, i.xml_hash, i.pdf_hash
       from seal s join invoice i on i.id = s.invoice_id where s.number > $1 order by s.number limit ${PIECE}`,
      [before.number],
    )
    for (const line of rows) {
      const name = `seal ${line.number} (${line.document ?? line.invoiceId})`
      if (line.number !== before.number + 1)
        return bad(`${name} does not follow on ${before.number}: some were removed`)
      if (line.seal !== sealOf(line, before.seal))
        return bad(`${name} does not fit the one before: it was changed`)
      if (!isWhole(line)) return bad(`the ${line.part} of ${line.document} is not what was sealed`)
      before = line
    }
    if (rows.length < PIECE) break
  }
  // Lines cut off at the end leave a chain that is whole: what should be sealed says what is missing.
  const { rows } = await client.query<{ n: number }>(
    `select count(*) as n from invoice i, unnest(array['document', 'xml', 'pdf']) as wanted(part)
     where i.number is not null and not i.sample
       and (wanted.part = 'document' or wanted.part = 'xml' and jsonb_typeof(i.issued -> 'xml') = 'object'
         or wanted.part = 'pdf' and i.pdf_hash is not null)
       and not exists (select 1 from seal s where s.invoice_id = i.id and s.part = wanted.part)`,
  )
  if (rows[0]?.n) return bad(`${rows[0].n} parts of issued documents have no seal`)
  return good(`issued documents are as they were issued (${before.number} seals)`)
}

function isWhole({ part, content, issued, xml_hash: xmlHash, pdf_hash: pdfHash }: Line): boolean {
  if (part === 'pdf') return pdfHash === content
  if (issued === null) return false
  if (part === 'document') return contentHash(issued) === content
  const { xml } = issued as { xml?: { content: string } | null }
  return (
    xml !== null && xml !== undefined && sha256(xml.content) === content && (xmlHash ?? content) === content
  )
}
