import { Readable } from 'node:stream'
import { z } from 'zod'
import { readContact } from '#features/contacts/server/read-contacts.ts'
import type { ImportsDb } from '#features/imports/server/tables.ts'
import { fileName } from '#kernel/file-name.ts'
import type { By } from '#kernel/rights.ts'
import { routesOf } from '#platform/route.ts'
import { cardQuery, cardsQuery, tableQuery } from '../export.ts'
import { asFile } from './as-file.ts'
import { chooseColumns, readNames } from './choose-columns.ts'
import { chooseContacts } from './choose-contacts.ts'
import { outlookRoutes } from './outlook/routes.ts'
import { recordExport } from './record-export.ts'
import { writeCards } from './write-cards.ts'
import { writeCsv } from './write-csv.ts'
import { writeWorkbook } from './write-workbook.ts'

const { get } = routesOf<ImportsDb>('exports')

const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const exportRoutes = [
  ...outlookRoutes,
  get({
    path: '/exports/contacts.csv',
    summary: 'The contact list as CSV, with its search, filters and order; `columns` chooses',
    may: 'user',
    query: tableQuery,
    binary: 'text/csv',
    run: async ({ db, by, query: { columns: wanted, ...query }, response }) => {
      const chosen = await chooseContacts(db, by, query)
      const columns = await chooseColumns(db, by, chosen, wanted)
      await recordExport(db, by, { file: asFile(response, tableName(by, 'csv'), 'text/csv'), query })
      return Readable.from(writeCsv(chosen.pages, columns, by.language), { objectMode: false })
    },
  }),
  get({
    path: '/exports/contacts.xlsx',
    summary: 'The same as a workbook of Excel: days are days, and text stays text',
    may: 'user',
    query: tableQuery,
    binary: WORKBOOK,
    run: async ({ db, by, query: { columns: wanted, ...query }, response }) => {
      const chosen = await chooseContacts(db, by, query)
      const columns = await chooseColumns(db, by, chosen, wanted)
      await recordExport(db, by, { file: asFile(response, tableName(by, 'xlsx'), WORKBOOK), query })
      return writeWorkbook(chosen.pages, columns, { title: titleFor(by) })
    },
  }),
  get({
    path: '/exports/contacts.vcf',
    summary: 'The contact list as vCards that hold everything and can come back in',
    may: 'user',
    query: cardsQuery,
    binary: 'text/vcard',
    run: async ({ db, by, query: { version, photo, ...query }, response, house }) => {
      const { pages } = await chooseContacts(db, by, query)
      const names = await readNames(db)
      await recordExport(db, by, { file: asFile(response, tableName(by, 'vcf'), 'text/vcard'), query })
      const files = photo ? house.files : undefined
      return Readable.from(writeCards(db, by, pages, { version, files, names }), { objectMode: false })
    },
  }),
  get({
    path: '/contacts/{id}.vcf',
    summary: 'A contact as a vCard to hand on: without notes, tags and what else is the firm’s own',
    may: 'guest',
    params: z.object({ id: z.uuid() }),
    query: cardQuery,
    binary: 'text/vcard',
    run: async ({ db, by, params, query: { version, photo }, response, house }) => {
      const contact = await readContact(db, by, params.id)
      asFile(response, `${fileName(contact.displayName)}.vcf`, 'text/vcard')
      const files = photo ? house.files : undefined
      return Readable.from(writeCards(db, by, [[contact]], { version, files }), { objectMode: false })
    },
  }),
]

function titleFor(by: By): string {
  return by.language === 'de' ? 'Kontakte' : 'Contacts'
}

function tableName(by: By, kind: string): string {
  return `${titleFor(by)}-${new Date().toISOString().slice(0, 10)}.${kind}`
}
