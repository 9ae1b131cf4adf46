import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'
import { transaction } from '#platform/database.ts'
import type { House } from '#platform/house.ts'
import type { MinuteChore } from '#platform/jobs.ts'
import type { Frozen, Issued } from '../frozen.ts'
import { invoiceXml, syntaxOf } from '../invoice-xml.ts'
import { toLetter } from '../to-letter.ts'
import type { LetterXml } from './pdf/factur-x.ts'
import { renderLetter } from './pdf/render-letter.ts'
import { readIssued } from './read-issued.ts'
import { addSeals } from './seals/seals.ts'
import type { InvoicesDb } from './tables.ts'

/** No page and no structured part is larger. */
const LIMIT = 64 * 1024 * 1024

interface Kept {
  xmlHash: string | null
  pdfHash: string
}

/**
 * Keeps the page and the structured part of an issued document, once: whoever comes second finds them. They are made of
 * what was frozen and nothing else, so that two who make them at the same time make the same.
 */
export async function keepFiles(house: House, id: string): Promise<Kept> {
  const db = house.db as Database<InvoicesDb>
  const { rows } = await sql<{ issuedAt: string; xmlHash: string | null; pdfHash: string | null }>`
    select issued_at, xml_hash, pdf_hash from invoice where id = ${id}`.execute(db)
  const [row] = rows
  const issued = await readIssued(db, id)
  const at = row?.issuedAt ?? '1970-01-01T00:00:00Z'
  const xmlHash = row?.xmlHash ?? (await keepXml(house, issued))
  const pdfHash = row?.pdfHash ?? (await keepPdf(house, issued, { id, at }))
  return transaction(db, async (tx) => {
    const { rows: kept } = await sql<{ isUnsealed: boolean } & Kept>`
      with before as (select id, pdf_hash, sample from invoice where id = ${id} for update)
      update invoice i set xml_hash = coalesce(i.xml_hash, ${xmlHash}), pdf_hash = coalesce(i.pdf_hash, ${pdfHash})
      from before b where i.id = b.id returning b.pdf_hash is null and not b.sample as is_unsealed, i.xml_hash, i.pdf_hash`.execute(
      tx,
    )
    const [first] = kept
    if (first?.isUnsealed) await addSeals(tx, id, [{ part: 'pdf', content: first.pdfHash }])
    return { xmlHash: first?.xmlHash ?? null, pdfHash: first?.pdfHash ?? pdfHash }
  })
}

async function keepXml(house: House, { xml, number }: Issued): Promise<string | null> {
  if (!xml) return null
  const about = { name: `${number}.xml`, type: 'application/xml', limit: LIMIT }
  return (await house.files.keep(Buffer.from(xml.content), about)).hash
}

async function keepPdf(house: House, issued: Issued, seed: { id: string; at: string }): Promise<string> {
  const bytes = await renderPdf(house, issued, seed)
  const about = { name: `${issued.number}.pdf`, type: 'application/pdf', limit: LIMIT }
  return (await house.files.keep(bytes, about)).hash
}

/** The page of a document, its structured part inside when it is a hybrid one. */
export async function renderPdf(
  house: House,
  doc: Frozen & { xml?: Issued['xml'] },
  { id, at }: { id: string; at: string },
): Promise<Uint8Array> {
  const { logoHash } = doc.seller
  const logo = logoHash ? await house.files.open(logoHash).then(buffer, () => undefined) : undefined
  const xml = embedded(doc)
  return renderLetter(toLetter(doc), { now: at, id, ...(xml && { xml }), ...(logo && { logo }) })
}

function embedded(doc: Frozen & { xml?: Issued['xml'] }): LetterXml | undefined {
  if (doc.format !== 'zugferd' || doc.number === '' || !syntaxOf(doc)) return undefined
  const content = doc.xml?.content ?? invoiceXml(doc, 'cii')
  return { name: 'factur-x.xml', content, level: 'EN 16931', description: 'Factur-X/ZUGFeRD Rechnungsdaten' }
}

/**
 * Keeps the files of what was issued, as soon as it was; what a crash left out comes with the next minute. Those of the
 * sample firm are made when somebody asks for them.
 */
export const keepIssued: MinuteChore = {
  name: 'pages of issued documents',
  after: 'invoice.issued',
  async run(house) {
    const db = house.db as Database<InvoicesDb>
    for (let last = ''; ;) {
      const { rows } = await sql<{ id: string }>`
        select id from invoice where number is not null and pdf_hash is null and not sample and id::text > ${last}
        order by id::text limit 20`.execute(db)
      for (const { id } of rows) {
        await keepFiles(house, id).catch((error) =>
          house.log.error({ err: error, invoice: id }, 'the page of a document was not made'),
        )
      }
      last = rows.at(-1)?.id ?? ''
      if (rows.length < 20) return
    }
  },
}
