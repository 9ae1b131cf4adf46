import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { readEvents } from '#kernel/groupware/ical/read-events.ts'
import { hasDovecot, startDovecot } from '../groupware/dovecot.ts'
import { plantEvent } from '../groupware/graph/calendar-routes.ts'
import { touch } from '../groupware/graph/mailbox.ts'
import { startMicrosoft } from '../groupware/graph/microsoft.ts'
import { restated } from '../groupware/graph/series.ts'
import { hasRadicale, startRadicale } from '../groupware/radicale.ts'
import { freePort } from '../groupware/server-process.ts'
import { call } from './person.ts'

/** An event as the groupware's own programs show it; times are of the clock in Berlin: `2026-12-01T09:00`. */
export interface SeenEvent {
  title: string
  start: string
  end: string
}

/** A groupware with one user, and what this user does there with other programs than Kontor. */
export interface World {
  /** What Kontor is started with. */
  environment: Record<string, string>
  /** The user's calendar, by the name it has on the account's page. */
  calendar: string
  /** What an administrator does once. */
  prepare(page: Page): Promise<void>
  /** Connects the account in the browser, from the open list of accounts, until its card stands there. */
  connect(page: Page): Promise<void>
  events(): Promise<SeenEvent[]>
  addEvent(event: SeenEvent): Promise<void>
  moveEvent(title: string, to: Pick<SeenEvent, 'start' | 'end'>): Promise<void>
  stop(): Promise<void>
}

export interface WorldKind {
  name: string
  isHere: boolean
  start(): Promise<World>
}

const ADDRESS = 'ada@example.de'
const ZONE = 'Europe/Berlin'

export const WORLDS: WorldKind[] = [
  { name: 'Dovecot and Radicale', isHere: hasDovecot && hasRadicale, start: startOpenWorld },
  { name: 'Microsoft 365', isHere: true, start: startMicrosoftWorld },
]

async function startOpenWorld(): Promise<World> {
  const [mail, dav] = await Promise.all([startDovecot(), startRadicale()])
  const calendar = await dav.makeCalendar('ada', 'Dienstlich', ['VEVENT'])
  await dav.makeCalendar('ada', 'Offen', ['VTODO'])
  await dav.makeBook('ada', 'Kunden')
  const put = async (path: string, body: string) => {
    const { status } = await dav.call('ada', 'PUT', path, {
      body,
      headers: { 'content-type': 'text/calendar' },
    })
    if (status !== 201) throw new Error(`Radicale did not take ${path}: ${status}`)
  }
  const all = async () => {
    const { body } = await dav.call('ada', 'PROPFIND', calendar, { headers: { depth: '1' } })
    const paths = [...body.matchAll(/<href>([^<]+\.ics)<\/href>/g)].map(([, path = '']) => path)
    return Promise.all(
      paths.map(async (path) => {
        const text = (await dav.call('ada', 'GET', path)).body
        const [item] = readEvents(text, { zone: ZONE, self: [] }).items
        if (!item) throw new Error(`no event in ${path}`)
        return { path, text, item }
      }),
    )
  }
  return {
    environment: {},
    calendar: 'Dienstlich',
    prepare: (page) => call(page, 'PATCH', '/settings', { groupware: { privateHosts: true } }),
    async connect(page) {
      await page.getByRole('button', { name: 'Konto verbinden' }).click()
      const sheet = page.getByRole('dialog', { name: 'Konto verbinden' })
      await sheet.getByLabel('E-Mail-Adresse').fill(ADDRESS)
      await sheet.getByLabel('Passwort', { exact: true }).fill('geheim')
      await sheet.getByLabel('Benutzername').fill('ada')
      await sheet.getByRole('button', { name: 'Server selbst eintragen' }).click()
      const receiving = sheet.getByRole('group', { name: 'Mails empfangen (IMAP)' })
      await receiving.getByLabel('Server').fill(mail.host)
      await receiving.getByLabel('Verschlüsselung').selectOption('keine')
      await receiving.getByLabel('Port').fill(String(mail.port))
      await sheet.getByLabel('Termine und Aufgaben (CalDAV)').fill(dav.url)
      await sheet.getByLabel('Kontakte (CardDAV)').fill(dav.url)
      await sheet.getByRole('button', { name: 'Verbinden', exact: true }).click()
      await page.getByRole('heading', { name: ADDRESS }).waitFor()
    },
    events: async () => (await all()).map(({ item: { title, start, end } }) => ({ title, start, end })),
    addEvent: ({ title, start, end }) => put(`${calendar}${randomUUID()}.ics`, eventText(title, start, end)),
    async moveEvent(title, { start, end }) {
      const found = (await all()).find(({ item }) => item.title === title)
      if (!found) throw new Error(`no event ${title}`)
      // Radicale adds a VTIMEZONE, whose components have a DTSTART too.
      const [zones = '', event = ''] = found.text.split(/(?=BEGIN:VEVENT)/)
      const moved = event
        .replace(/^(DTSTART[^:]*):.*$/m, `$1:${compact(start)}`)
        .replace(/^(DTEND[^:]*):.*$/m, `$1:${compact(end)}`)
      await put(found.path, `${zones}${moved}`)
    },
    async stop() {
      await Promise.all([mail.stop(), dav.stop()])
    },
  }
}

async function startMicrosoftWorld(): Promise<World> {
  const port = await freePort()
  const home = `http://127.0.0.1:${port}`
  const microsoft = await startMicrosoft({
    userName: ADDRESS,
    redirectUri: `${home}/api/v1/groupware/sign-in/callback`,
  })
  const { entra, graph } = microsoft
  const box = graph.mailbox(ADDRESS)
  const stated = (dateTime: string) => ({ dateTime: `${dateTime}:00`, timeZone: ZONE })
  const wall = (one: unknown) => restated(one as ReturnType<typeof stated>, ZONE).dateTime.slice(0, 16)
  const all = () => [...box.entities.values()].filter(({ kind }) => kind === 'event')
  return {
    environment: {
      KONTOR_PORT: String(port),
      KONTOR_PUBLIC_URL: home,
      KONTOR_MICROSOFT_LOGIN_URL: entra.url,
      KONTOR_GRAPH_URL: graph.url,
    },
    calendar: 'Kalender',
    async prepare(page) {
      await call(page, 'PATCH', '/settings', {
        groupware: { graphTenant: entra.tenant, graphClientId: entra.clientId },
      })
      await call(page, 'PUT', '/groupware/microsoft', { secret: entra.secret })
    },
    async connect(page) {
      await page.getByRole('button', { name: 'Konto verbinden' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Bei Microsoft anmelden' }).click()
      await page.waitForURL('**/settings/groupware?account=*')
      await page.getByRole('heading', { name: ADDRESS }).waitFor()
    },
    events: async () =>
      all().map(({ raw }) => ({
        title: String(raw['subject']),
        start: wall(raw['start']),
        end: wall(raw['end']),
      })),
    async addEvent({ title, start, end }) {
      plantEvent(box, { subject: title, start: stated(start), end: stated(end) })
    },
    async moveEvent(title, { start, end }) {
      const found = all().find(({ raw }) => raw['subject'] === title)
      if (!found) throw new Error(`no event ${title}`)
      found.raw = { ...found.raw, start: stated(start), end: stated(end) }
      touch(box, found)
    },
    async stop() {
      await microsoft.close()
      // What Microsoft would not have taken or not have said.
      if (graph.mistakes.length > 0) throw new Error(graph.mistakes.join('\n'))
    },
  }
}

const compact = (time: string) => `${time.replaceAll(/[-:]/g, '')}00`

const eventText = (title: string, start: string, end: string) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Test//DE',
    'BEGIN:VEVENT',
    `UID:${randomUUID()}`,
    'DTSTAMP:20261120T080000Z',
    `DTSTART;TZID=${ZONE}:${compact(start)}`,
    `DTEND;TZID=${ZONE}:${compact(end)}`,
    `SUMMARY:${title}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n')
