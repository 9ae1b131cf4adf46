import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import { serveBytes } from '#platform/serve-bytes.ts'
import { fileName } from '#kernel/file-name.ts'
import { invoiceXml, syntaxOf } from '../invoice-xml.ts'
import { isBill } from '../status.ts'
import { keepFiles, renderPdf } from './keep-files.ts'
import { readFrozen, readIssued, readKept } from './read-issued.ts'
import type { InvoicesDb } from './tables.ts'
import { sql } from 'kysely'
import type { Database } from '#platform/database.ts'

const { get } = routesOf<InvoicesDb>('invoices')
const byId = z.object({ id: z.uuid() })

/** The files of a document. */
export const documentRoutes = [
  get({
    path: '/invoices/{id}.pdf',
    summary: 'The page of a document (PDF/A-3); a draft says that it is one, and is not kept',
    may: 'user',
    params: byId,
    query: z.object({ download: z.stringbool().default(false) }),
    binary: 'application/pdf',
    run: async ({ db, by, params, query, ...http }) => {
      const { number, pdfHash } = await readKept(db, by, params.id)
      const { response, house } = http
      response.header('content-disposition', contentDisposition(`${number ?? 'Entwurf'}.pdf`, query.download))
      framed(response)
      if (number === null) {
        const frozen = await readFrozen(db, by, params.id)
        response.header('cache-control', 'no-store').type('application/pdf')
        return Buffer.from(await renderPdf(house, frozen, { id: params.id, at: new Date().toISOString() }))
      }
      const hash = pdfHash ?? (await keepFiles(house, params.id)).pdfHash
      const size = await sizeOf(db, hash)
      return serveBytes(http, { hash, size, type: 'application/pdf', cache: 'no-cache' })
    },
  }),
  get({
    path: '/invoices/{id}.xml',
    summary: 'The structured part of an issued invoice; in the other syntax it is written anew',
    may: 'user',
    params: byId,
    query: z.object({ syntax: z.enum(['ubl', 'cii']).optional(), download: z.stringbool().default(false) }),
    binary: 'application/xml',
    run: async ({ db, by, params, query, response }) => {
      const { number } = await readKept(db, by, params.id)
      const issued = await readIssued(db, params.id)
      if (!isBill(issued.kind))
        throw new Problem('conflict', 'invoice.no_xml', 'Only invoices are written as e-invoices.')
      const syntax = query.syntax ?? syntaxOf(issued) ?? 'cii'
      response.header('content-disposition', contentDisposition(`${number}.xml`, query.download))
      response.type('application/xml; charset=utf-8')
      return issued.xml?.syntax === syntax ? issued.xml.content : invoiceXml(issued, syntax)
    },
  }),
]

/** Our own screens show the page in a frame. */
export function framed(response: { header: (name: string, value: string) => unknown }): void {
  response.header('content-security-policy', "default-src 'none'; object-src 'self'; frame-ancestors 'self'")
  response.header('x-frame-options', 'SAMEORIGIN')
}

/** Patterns of numbers let nothing through that a header would not bear. */
const contentDisposition = (name: string, download: boolean): string =>
  `${download ? 'attachment' : 'inline'}; filename="${fileName(name)}"`

async function sizeOf(db: Database<InvoicesDb>, hash: string): Promise<number> {
  const { rows } = await sql<{ size: number }>`select size from blob where hash = ${hash}`.execute(db)
  return rows[0]?.size ?? 0
}
