import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Store } from '#platform/files.ts'
import { bad, doubtful, good } from './finding.ts'
import type { Check, Finding, Patient } from './finding.ts'
import { seals } from './seals.ts'

/** Whether what Kontor keeps and sends is in order; these need a database with our tables in it. */
export const contentChecks: Check[] = [files, seals, mailServer, mails, jobs, lastBackup]

const SAMPLE = 200

/** Reads files again and compares them with the hash they are kept under. */
async function files({ client, store, full }: Patient): Promise<Finding> {
  const { rows: count } = await client.query<{ n: number }>('select count(*) as n from blob')
  const order = full ? 'order by hash' : `order by random() limit ${SAMPLE}`
  const { rows } = await client.query<{ hash: string; size: number }>(`select hash, size from blob ${order}`)
  const wrong: string[] = []
  for (const { hash, size } of rows) if (!(await isWhole(store, hash, size))) wrong.push(hash)
  const looked = rows.length === count[0]?.n ? `${rows.length}` : `${rows.length} of ${count[0]?.n}`
  if (wrong.length === 0) return good(`files are whole (looked at ${looked})`)
  return bad(`${wrong.length} of ${rows.length} files are lost or damaged, such as ${wrong[0]}`)
}

async function isWhole(store: Store, hash: string, size: number): Promise<boolean> {
  if (!(await store.has(hash))) return false
  const found = createHash('sha256')
  let bytes = 0
  for await (const chunk of await store.read(hash)) {
    found.update(chunk as Uint8Array)
    bytes += (chunk as Uint8Array).length
  }
  return bytes === size && found.digest('hex') === hash
}

async function mailServer({ config }: Patient): Promise<Finding> {
  if (!config.mail.url)
    return doubtful('no mail server is set (KONTOR_SMTP_URL): mails are kept and not sent')
  const transport = createTransport(config.mail.url)
  try {
    await transport.verify()
    return good('the mail server answers')
  } catch (error) {
    return bad(`the mail server does not answer: ${(error as Error).message}`)
  } finally {
    transport.close()
  }
}

async function mails({ client }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ late: number; failed: number }>(`
    select count(*) filter (where state = 'waiting' and created_at < now() - interval '1 hour') as late,
           count(*) filter (where state = 'failed' and created_at > now() - interval '7 days') as failed
    from mail`)
  const { late = 0, failed = 0 } = rows[0] ?? {}
  if (late + failed === 0) return good('no mail is stuck')
  return doubtful(`${late} mails wait for more than an hour, ${failed} failed within a week`)
}

async function jobs({ client }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ late: number; failed: number }>(`
    select count(*) filter (where state = 'queued' and created_at < now() - interval '1 hour') as late,
           count(*) filter (where state = 'failed' and finished_at > now() - interval '7 days') as failed
    from job`)
  const { late = 0, failed = 0 } = rows[0] ?? {}
  if (late + failed === 0) return good('no job is stuck')
  return doubtful(`${late} jobs wait for more than an hour, ${failed} failed within a week`)
}

const DAY = 24 * 3600 * 1000

async function lastBackup({ client }: Patient): Promise<Finding> {
  const { rows } = await client.query<{ value: { at: string } }>(
    `select value from setting where key = 'last-backup'`,
  )
  const at = rows[0]?.value.at
  if (!at) return doubtful('there was no backup yet: "kontor backup" makes one')
  const days = Math.floor((Date.now() - Date.parse(at)) / DAY)
  const words = `the last backup is of ${at}`
  return days <= 7 ? good(words) : doubtful(`${words}, ${days} days ago`)
}
