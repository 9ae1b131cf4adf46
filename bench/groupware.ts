import { parseArgs } from 'node:util'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import { startDovecot } from '../test/groupware/dovecot.ts'
import { event } from '../test/groupware/items.ts'
import { eventObjects } from '#connectors/groupware/open/dav/calendar-objects.ts'
import { message } from '../test/groupware/messages.ts'
import { startRadicale } from '../test/groupware/radicale.ts'

// A calendar and a folder of mail, each with thousands of items, read by the connector from real servers: the first time
// in pages, and again when nothing happened. The servers run in processes of their own, so that what our process burns
// is ours alone.

const { values } = parseArgs({ options: { items: { type: 'string', default: '10000' } } })
const items = Number(values.items)
const say = (line: string) => process.stdout.write(`${line}\n`)
const page = { limit: 200 }

interface Pages {
  changes(
    token: string | null,
    options: { limit: number },
  ): Promise<{ changed: unknown[]; token: string; more: boolean }>
}

/** Time, and the part of it that our own process worked. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const [from, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  const [all, own] = [performance.now() - from, (user + system) / 1000]
  say(`${what.padEnd(46)} ${all.toFixed(0).padStart(7)} ms, ours ${own.toFixed(1).padStart(7)} ms`)
  return result
}

async function measure(
  what: string,
  open: () => Promise<{ store: Pages; close(): Promise<void> }>,
): Promise<void> {
  const first = await open()
  let [token, count, pages, memory]: [string | null, number, number, number] = [null, 0, 0, 0]
  await timed(`${what}: first reading`, async () => {
    for (let more = true; more; pages += 1) {
      const found = await first.store.changes(token, page)
      count += found.changed.length
      token = found.token
      more = found.more
      memory = Math.max(memory, process.memoryUsage().rss)
    }
  })
  say(`  ${count} items in ${pages} pages, at most ${Math.round(memory / 2 ** 20)} MiB in our process`)
  for (const round of ['a new connection', 'again', 'again']) {
    const { store, close } = round === 'again' ? first : await open()
    await timed(`${what}: nothing changed, ${round}`, async () => {
      const { changed, more } = await store.changes(token, page)
      if (changed.length > 0 || more) throw new Error('Something changed')
    })
    if (round !== 'again') await close()
  }
  await first.close()
}

const options = { zone: 'Europe/Berlin', self: 'ada@example.com', isPrivateAllowed: true }
const radicale = await startRadicale()
try {
  const { write } = eventObjects(options)
  const path = await radicale.makeCalendar('ada', 'termine', ['VEVENT'])
  const names = Array.from({ length: items }, (_, at) => `event-${at}`)
  await radicale.lay(
    path,
    new Map(names.map((uid) => [`${uid}.ics`, write(event({ uid, timeZone: 'UTC' }))])),
  )
  const open = async () => {
    const account = await openGroupware(
      { userName: 'ada', caldav: { url: radicale.url } },
      { password: 'geheim' },
      options,
    )
    return { store: account.items('appointment', path), close: () => account.close() }
  }
  // Radicale takes every object to pieces when it first meets it; how long that takes is its own matter.
  const warm = await open()
  await timed(`${items} events: Radicale meets them`, async () => {
    for (let at = 0; at < items; at += 50) {
      await warm.store.get(names.slice(at, at + 50).map((name) => `${path}${name}.ics`))
    }
  })
  await warm.close()
  await measure(`${items} events by CalDAV`, open)
} finally {
  await radicale.stop()
}

const dovecot = await startDovecot()
try {
  const imap = { host: dovecot.host, port: dovecot.port, security: 'none' as const }
  const open = () => openGroupware({ userName: 'ada', imap }, { password: 'geheim' }, options)
  const filling = await open()
  const inbox = filling.folder('INBOX')
  for (let at = 0; at < items; at += 1) {
    await inbox.append(Buffer.from(message({ id: `mail-${at}@example.com` })), { seen: true })
  }
  await filling.close()
  await measure(`${items} mails by IMAP`, async () => {
    const account = await open()
    return { store: account.folder('INBOX'), close: () => account.close() }
  })
} finally {
  await dovecot.stop()
}
