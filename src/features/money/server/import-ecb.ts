import { randomUUIDv7 } from 'node:crypto'
import { text as readText } from 'node:stream/consumers'
import { sql } from 'kysely'
import { fromBufferPromise } from 'yauzl'
import { Problem } from '#kernel/problem.ts'
import type { By } from '#kernel/rights.ts'
import type { Tx } from '#platform/database.ts'
import { record } from '#platform/journal.ts'
import { readEcb } from '../ecb.ts'
import type { EcbRate } from '../ecb.ts'
import type { MoneyDb } from './tables.ts'

/** The whole history since 1999 has 1 MB packed and 4 MB unpacked as a table, 8 MB as XML. */
export const ECB_LIMIT = 12 * 1024 * 1024
/** Unpacked; what claims more is made to fill our memory. */
const UNPACKED = 40 * 1024 * 1024
const BATCH = 20_000

/** The rates in an uploaded file of the ECB: its table or XML, or the archive with the table in it. */
export async function takeEcb(content: Buffer): Promise<EcbRate[]> {
  const isZip = content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
  return readEcb(isZip ? await unpack(content) : content.toString('utf8'))
}

async function unpack(content: Buffer): Promise<string> {
  try {
    const zip = await fromBufferPromise(content, { autoClose: false })
    for await (const entry of zip.eachEntry()) {
      if (entry.uncompressedSize > UNPACKED) break
      return await readText(await zip.openReadStreamPromise(entry))
    }
    throw new Error('empty, or too much')
  } catch {
    throw new Problem('wrong-kind', 'rate.unreadable_zip', 'The archive cannot be read.')
  }
}

/** Takes over what the ECB published; the same file twice changes nothing the second time. */
export async function importEcb(
  tx: Tx<MoneyDb>,
  by: By,
  rates: readonly EcbRate[],
): Promise<{ added: number; changed: number; lastDay: string; currencies: number }> {
  let [added, changed] = [0, 0]
  for (let at = 0; at < rates.length; at += BATCH) {
    const step = await write(tx, by, rates.slice(at, at + BATCH))
    added += step.added
    changed += step.changed
  }
  const lastDay = rates.reduce((last, { day }) => (day > last ? day : last), '')
  const currencies = new Set(rates.map(({ currency }) => currency)).size
  if (added + changed > 0)
    await record(tx, by, {
      action: 'rate.imported',
      kind: 'rate',
      id: randomUUIDv7(),
      title: `EZB ${lastDay}`,
      diff: [{ field: 'added', from: null, to: added + changed }],
      readers: 'everyone',
    })
  return { added, changed, lastDay, currencies }
}

async function write(tx: Tx<MoneyDb>, by: By, rates: readonly EcbRate[]) {
  // A file that names a day and a currency twice means the last.
  const unique = new Map(rates.map((one) => [`${one.day} ${one.currency}`, one]))
  const values = [...unique.values()].map((one) => ({ id: randomUUIDv7(), ...one }))
  const { rows } = await sql<{ added: number; changed: number }>`
    with written as (
      insert into rate (id, from_currency, to_currency, day, rate, source, created_by)
      select v.id, 'EUR', v.currency, v.day, v.rate, 'ecb', ${by.id}::uuid
      from json_to_recordset(${JSON.stringify(values)}) v(id uuid, currency text, day date, rate numeric(18, 6))
      where v.rate > 0
      on conflict (from_currency, to_currency, source, day) do update
        set rate = excluded.rate, updated_at = now(), version = rate.version + 1
        where rate.rate <> excluded.rate
      returning xmax = 0 as is_new
    )
    select count(*) filter (where is_new) as added, count(*) filter (where not is_new) as changed
    from written`.execute(tx)
  return rows[0] ?? { added: 0, changed: 0 }
}
