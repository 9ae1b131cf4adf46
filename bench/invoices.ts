import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import type { ContactNew } from '#features/contacts/contact.ts'
import { createContact } from '#features/contacts/server/create-contact.ts'
import { invoiceXml } from '#features/invoices/invoice-xml.ts'
import { issueInvoice } from '#features/invoices/server/issue.ts'
import { renderPdf } from '#features/invoices/server/keep-files.ts'
import { findGaps } from '#features/invoices/server/settings/number-ranges.ts'
import { readIssued } from '#features/invoices/server/read-issued.ts'
import { createInvoice } from '#features/invoices/server/drafts/save-draft.ts'
import type { InvoiceNew } from '#features/invoices/invoice.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import type { By } from '#kernel/rights.ts'
import { readConfig } from '#platform/config.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres/supervisor.ts'
import { openHouse } from '../src/app/house.ts'
import type { OpenHouse } from '../src/app/house.ts'
import { openLog } from '../src/app/log.ts'
import { spread } from './measure.ts'

// What issuing costs when many do it at once, that no number is missing or given twice, and what page and XML of an
// invoice of two pages cost. `node bench/invoices.ts --invoices 1000 --workers 8`

const { values: options } = parseArgs({
  options: {
    invoices: { type: 'string', default: '1000' },
    workers: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '60' },
    lines: { type: 'string', default: '20' },
  },
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const invoices = Number(options.invoices)
const workers = Number(options.workers)
const NOW = '2026-11-21T10:00:00Z'
const place = { street: 'Hauptstraße', houseNumber: '12', postalCode: '50667', city: 'Köln', country: 'DE' }
const FIRM = {
  ...place,
  name: 'Muster Reinigung GmbH',
  vatId: 'DE136695976',
  email: 'rechnung@muster.example',
  phone: '+49 221 123450',
  contactName: 'Ada Admin',
  iban: 'DE89370400440532013000',
}
const customer = (n: number): ContactNew => ({
  kind: 'company',
  companyName: `Büro ${n} GmbH`,
  vatId: 'DE136695976',
  details: [{ kind: 'address', category: 'work', primary: true, value: { ...place, state: '' } }],
})

const dataDir = await mkdtemp(join(tmpdir(), 'kontor-bench-invoices-'))
const postgres = await startPostgres({ dataDir })
await migrate(postgres.connection)
const house = await openHouse(
  readConfig({ KONTOR_DATA_DIR: dataDir, KONTOR_LOG: 'error', KONTOR_DATABASE_POOL: '16' }),
  postgres.connection,
  openLog('error'),
)
try {
  const { by, customers } = await begin(house)
  await issueAll(house, by, customers)
  await renderOne(house, by, customers[0] ?? '')
} finally {
  await house.close()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

/** A firm that may issue invoices, and customers to issue them to. */
async function begin(house: OpenHouse): Promise<{ by: By; customers: string[] }> {
  return house.db.transaction().execute(async (tx) => {
    const by = await setUp(tx, {
      language: 'de',
      firm: FIRM,
      admin: { name: 'Ada Admin', email: 'ada@example.com', password: 'ein langes Kennwort' },
    })
    const customers: string[] = []
    for (let n = 0; n < 5; n++) customers.push((await createContact(tx, by, customer(n))).id)
    return { by, customers }
  })
}

function draftOf(house: OpenHouse, by: By, contactId: string, lines: number): Promise<string> {
  const line = { text: 'Unterhaltsreinigung\nTreppenhaus, wöchentlich', quantity: '2.5', unit: 'HUR' }
  const input: InvoiceNew = {
    contactId,
    subject: 'Objekt Hauptstraße',
    serviceDate: '2026-11-20',
    lines: Array.from({ length: lines }, (_, n) => ({ ...line, price: String(30 + n) })),
  }
  return house.db.transaction().execute(async (tx) => (await createInvoice(tx, by, input)).id)
}

function issue(house: OpenHouse, by: By, id: string) {
  return house.db.transaction().execute((tx) => issueInvoice(tx, by, { id }))
}

/** All drafts at once by all workers; one in twenty breaks off behind its number and is done again. */
async function issueAll(house: OpenHouse, by: By, customers: string[]): Promise<void> {
  const queue: string[] = []
  for (let n = 0; n < invoices; n++)
    queue.push(await draftOf(house, by, customers[n % customers.length] ?? '', 3))
  const times: number[] = []
  let broken = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
        const from = performance.now()
        if (queue.length % 20 === 7) broken += await breakOff(house, by, id)
        await issue(house, by, id)
        times.push(performance.now() - from)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const { rows } = await sql<{ all: number; unlike: number; deadlocks: number }>`
    select count(*)::int as all, count(distinct number)::int as unlike,
      (select deadlocks::int from pg_stat_database where datname = current_database()) as deadlocks
    from invoice where number is not null`.execute(house.db)
  const gaps = (await findGaps(house.db as never)).flatMap(({ missing }) => missing)
  const [found] = rows
  const { median, p95 } = spread(times)
  say(
    `${found?.all} issued by ${workers} at once in ${seconds.toFixed(1)} s (median ${median.toFixed(0)} ms, ` +
      `p95 ${p95.toFixed(0)} ms), ${broken} broken off: ${gaps.length} numbers missing, ` +
      `${(found?.all ?? 0) - (found?.unlike ?? 0)} given twice, ${found?.deadlocks} deadlocks`,
  )
  if (found?.all !== invoices || found.unlike !== invoices || gaps.length > 0 || found.deadlocks > 0)
    process.exitCode = 1
}

async function breakOff(house: OpenHouse, by: By, id: string): Promise<number> {
  const power = new Error('The power is gone.')
  const crash = house.db.transaction().execute(async (tx) => {
    await issueInvoice(tx, by, { id })
    throw power
  })
  await crash.catch((error: unknown) => {
    if (error !== power) throw error
  })
  return 1
}

/** Page and XML of an invoice of two pages, in turns, from what was frozen. */
async function renderOne(house: OpenHouse, by: By, contactId: string): Promise<void> {
  const id = await draftOf(house, by, contactId, Number(options.lines))
  await issue(house, by, id)
  const issued = await readIssued(house.db, id)
  const times: Record<'xml' | 'both', number[]> = { xml: [], both: [] }
  let pages = 0
  let size = 0
  for (let round = 0; round <= Number(options.rounds); round++) {
    const from = performance.now()
    const content = invoiceXml(issued, 'cii')
    const xml = performance.now()
    const pdf = await renderPdf(
      house as never,
      { ...issued, xml: { syntax: 'cii', content } },
      { id, at: NOW },
    )
    const end = performance.now()
    pages =
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g)?.length ?? 0
    size = pdf.length
    // The first one loads the fonts.
    if (round === 0) continue
    times.xml.push(xml - from)
    times.both.push(end - from)
  }
  const { median, p95 } = spread(times.both)
  say(
    `page and XML of ${options.lines} lines on ${pages} pages (${(size / 1024).toFixed(0)} KB): median ` +
      `${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, of which XML ${spread(times.xml).median.toFixed(1)} ms ` +
      '(150 is the limit)',
  )
  if (median > 150) process.exitCode = 1
}
