import { openGraph } from '#connectors/groupware/graph/open-graph.ts'
import type { Groupware } from '#connectors/groupware/groupware.ts'
import { openGroupware } from '#connectors/groupware/open/open-groupware.ts'
import { dayText } from '#kernel/wall.ts'
import { hasDovecot, startDovecot } from './dovecot.ts'
import { startMicrosoft } from './graph/microsoft.ts'
import { event, todo } from './items.ts'
import { message } from './messages.ts'
import { hasRadicale, startRadicale } from './radicale.ts'
import { freePort } from './server-process.ts'

/** The mailbox, task list, calendar and address book of somebody, on whatever server, and how Kontor is told of it. */
export interface FilledDesk {
  address: string
  /** What a Kontor must be started with. */
  environment: Record<string, string>
  /** As another program of theirs uses it. */
  groupware: Groupware
  /** What its owner knows of it, and tells on the page that connects it. */
  access: DeskAccess
  /** What an administrator sets before anybody may connect it. */
  allow(call: Call): Promise<void>
  /** Connects it as an account of who calls, an administrator. */
  connect(call: Call): Promise<{ id: string }>
  stop(): Promise<void>
}

/** Servers with a name and a password, or nothing at all where one signs in at Microsoft. */
export type DeskAccess =
  | { kind: 'open'; userName: string; password: string; imapPort: number; davUrl: string }
  | { kind: 'graph' }

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>

export interface DeskKind {
  name: string
  isThere: boolean
  start(address: string): Promise<FilledDesk>
}

/** The same desk on the servers everybody can run, and in Microsoft 365. */
export const DESK_KINDS: readonly DeskKind[] = [
  { name: 'open servers', isThere: hasDovecot && hasRadicale, start: startOpenDesk },
  { name: 'Microsoft 365', isThere: true, start: startMicrosoftDesk },
]

/** What lies on a desk; titles alone, where nothing else matters. */
export interface DeskContent {
  mails: { from: string; subject: string }[]
  tasks: string[]
  appointments: string[]
}

/** Lays these into the inbox, the task list and the calendar: mails an hour apart, the newest first; all near today. */
export async function fillDesk(
  { groupware, address }: Pick<FilledDesk, 'groupware' | 'address'>,
  { mails, tasks, appointments }: DeskContent,
): Promise<void> {
  const mainOf = async (area: 'mail' | 'task' | 'appointment') => {
    const found = await groupware.collections(area)
    return (found.find(({ main }) => main) ?? found[0])?.id ?? ''
  }
  const inbox = groupware.folder(await mainOf('mail'))
  for (const [at, { from, subject }] of mails.entries()) {
    const date = new Date(Date.now() - (at + 1) * HOUR).toUTCString().replace('GMT', '+0000')
    const mail = message({ id: `mail-${at}@desk.example`, from, to: address, subject, date })
    await inbox.append(Buffer.from(mail), { seen: true })
  }
  const list = groupware.items('task', await mainOf('task'))
  for (const [at, title] of tasks.entries())
    await list.create(todo({ uid: `task-${at}@desk.example`, title, dueDay: dayAhead(at + 1) }))
  const calendar = groupware.items('appointment', await mainOf('appointment'))
  for (const [at, title] of appointments.entries()) {
    const day = dayAhead(at + 1)
    const times = { start: `${day}T10:00`, end: `${day}T11:00` }
    await calendar.create(event({ uid: `appointment-${at}@desk.example`, title, ...times }))
  }
}

const HOUR = 3_600_000
const dayAhead = (days: number) => dayText(Date.now() + days * 24 * HOUR)

async function startOpenDesk(address: string): Promise<FilledDesk> {
  const userName = 'anna'
  const password = 'geheim'
  const [mail, dav] = await Promise.all([
    startDovecot({ [userName]: password }),
    startRadicale({ [userName]: password }),
  ])
  await dav.makeCalendar(userName, 'Termine', ['VEVENT'])
  await dav.makeCalendar(userName, 'Aufgaben', ['VTODO'])
  await dav.makeBook(userName, 'Kunden')
  const imap = { host: '127.0.0.1', port: mail.port, security: 'none' as const }
  const [caldav, carddav] = [{ url: dav.url }, { url: dav.url }]
  const options = { zone: 'Europe/Berlin', self: address, isPrivateAllowed: true }
  const groupware = await openGroupware({ userName, imap, caldav, carddav }, { password }, options)
  const allow = async (call: Call) =>
    void (await call('PATCH', '/settings', { groupware: { privateHosts: true } }))
  return {
    address,
    environment: {},
    groupware,
    access: { kind: 'open', userName, password, imapPort: mail.port, davUrl: dav.url },
    allow,
    async connect(call) {
      await allow(call)
      const input = { kind: 'open', address, userName, password, imap, caldav, carddav }
      return (await call('POST', '/groupware/accounts', input)) as { id: string }
    },
    async stop() {
      await groupware.close()
      await Promise.all([mail.stop(), dav.stop()])
    },
  }
}

async function startMicrosoftDesk(address: string): Promise<FilledDesk> {
  const port = await freePort()
  const home = `http://127.0.0.1:${port}`
  const { entra, graph, close } = await startMicrosoft({
    userName: address,
    redirectUri: `${home}/api/v1/groupware/sign-in/callback`,
  })
  const { whoIs } = graph
  graph.whoIs = async (token) => (token === OTHER_PROGRAM ? { address } : whoIs(token))
  const groupware = await openGraph({
    mailbox: address,
    access: 'user',
    token: async () => OTHER_PROGRAM,
    zone: 'Europe/Berlin',
    self: address,
    baseUrl: graph.url,
  })
  const allow = async (call: Call) => {
    await call('PATCH', '/settings', {
      groupware: { graphTenant: entra.tenant, graphClientId: entra.clientId },
    })
    await call('PUT', '/groupware/microsoft', { secret: entra.secret })
  }
  return {
    address,
    environment: {
      KONTOR_PORT: String(port),
      KONTOR_PUBLIC_URL: home,
      KONTOR_MICROSOFT_LOGIN_URL: entra.url,
      KONTOR_GRAPH_URL: graph.url,
    },
    groupware,
    access: { kind: 'graph' },
    allow,
    async connect(call) {
      await allow(call)
      return (await call('POST', '/groupware/accounts', { kind: 'graph', mailbox: address })) as {
        id: string
      }
    },
    async stop() {
      await groupware.close()
      await close()
      // What Microsoft would not have taken or not have said.
      if (graph.mistakes.length > 0) throw new Error(graph.mistakes.join('\n'))
    },
  }
}

const OTHER_PROGRAM = 'the token of another program'
