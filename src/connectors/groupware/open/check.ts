import { GroupwareError } from '../groupware-error.ts'
import type { GroupwareFault } from '../groupware-error.ts'
import { providerOfHost } from './discover/providers.ts'
import type { ServerKind } from './discover/discover.ts'
import { openGroupware } from './open-groupware.ts'
import type { OpenOptions, OpenSettings, Secret } from './settings.ts'
import { tryToSend } from './smtp/send-mail.ts'

/** What exactly is wrong, so that screens can say what to do about it. */
export type CheckReason =
  | 'no-such-host'
  | 'no-answer' // the host is there, but nobody listens at this port, or it is too slow
  | 'private-address' // inside the own network, which is not allowed
  | 'certificate-expired'
  | 'certificate-name' // it is made for another name
  | 'certificate-untrusted'
  | 'no-tls' // there is no TLS at this port: port or kind of security is wrong
  | 'plain' // without TLS only servers inside the own network are asked
  | 'tls-only' // nobody says hello: this port wants TLS from the start
  | 'password'
  | 'app-password' // this provider takes only passwords that are made for programs
  | 'sign-in-again'
  | 'not-registered' // where users sign in nobody knows Kontor, or not with this secret
  | 'no-service' // the server is there, but not what is looked for
  | 'elsewhere' // the server sends us to another one, which must be typed
  | 'not-allowed'
  | 'busy'
  | 'other'

export type ServerCheck =
  | {
      server: ServerKind
      ok: true
      /** Folders, calendars and task lists, or address books. */ collections?: number
    }
  | { server: ServerKind; ok: false; fault: GroupwareFault; reason: CheckReason; detail: string }

/** Tries each server of an account, all at the same time, and changes nothing there. */
export async function check(
  settings: OpenSettings,
  secret: Secret,
  options: OpenOptions,
): Promise<ServerCheck[]> {
  const { userName, imap, smtp, caldav, carddav } = settings
  const counted =
    (of: OpenSettings, ...areas: ('mail' | 'appointment' | 'task' | 'contact')[]) =>
    async () => {
      const groupware = await openGroupware(of, secret, options)
      try {
        const ids = new Set<string>()
        for (const area of areas) for (const { id } of await groupware.collections(area)) ids.add(id)
        return ids.size
      } finally {
        await groupware.close()
      }
    }
  const tries: [ServerKind, string, () => Promise<number | undefined>][] = []
  const hasToken = 'token' in secret
  if (imap) tries.push(['imap', imap.host, counted({ userName, imap }, 'mail')])
  if (smtp) {
    const reach = { ...options, secret, userName: smtp.userName || userName }
    tries.push(['smtp', smtp.host, () => tryToSend(smtp, reach).then(() => undefined)])
  }
  if (caldav) tries.push(['caldav', hostOf(caldav.url), counted({ userName, caldav }, 'appointment', 'task')])
  if (carddav) tries.push(['carddav', hostOf(carddav.url), counted({ userName, carddav }, 'contact')])
  return Promise.all(
    tries.map(([server, host, work]) => tryOne(server, work, (fault) => reasonOf(fault, host, hasToken))),
  )
}

async function tryOne(
  server: ServerKind,
  work: () => Promise<number | undefined>,
  why: (error: GroupwareError) => CheckReason,
): Promise<ServerCheck> {
  try {
    const collections = await work()
    return { server, ok: true, ...(collections !== undefined && { collections }) }
  } catch (error) {
    if (!(error instanceof GroupwareError)) throw error
    return { server, ok: false, fault: error.fault, reason: why(error), detail: error.detail }
  }
}

/** Told by the fault, and where that says too little by what the system or the server said. */
function reasonOf({ fault, detail }: GroupwareError, host: string, hasToken: boolean): CheckReason {
  switch (fault) {
    case 'tls':
      return certificateReason(detail)
    case 'refused':
      // Servers that are shown a token do not say this of it, only the provider of Kontor itself.
      if (hasToken) return 'not-registered'
      return providerOfHost(host)?.password === 'app' ? 'app-password' : 'password'
    case 'consent':
      return 'sign-in-again'
    case 'unreachable':
      if (detail.includes('EPRIVATE') || detail.includes('is not on the public internet'))
        return 'private-address'
      if (/ENOTFOUND|EAI_/.test(detail)) return 'no-such-host'
      return SILENT.test(detail) ? 'tls-only' : 'no-answer'
    case 'unsupported':
      if (detail.startsWith('EPLAIN')) return 'plain'
      return detail.includes('ENOTLS') ? 'no-tls' : 'no-service'
    case 'not-found':
      return detail.startsWith('EELSEWHERE') ? 'elsewhere' : 'no-service'
    case 'forbidden':
      return 'not-allowed'
    case 'throttled':
      return 'busy'
    default:
      return 'other'
  }
}

/** Connected, and then nothing: the other side waits for us to begin with TLS. */
const SILENT = /GREETING_TIMEOUT|Greeting never received/

function certificateReason(detail: string): CheckReason {
  if (/EXPIRED|expired|NOT_YET_VALID|not yet valid/.test(detail)) return 'certificate-expired'
  if (/ALTNAME|altnames|HOSTNAME_MISMATCH/.test(detail)) return 'certificate-name'
  return 'certificate-untrusted'
}

function hostOf(url: string): string {
  return URL.parse(url)?.hostname ?? ''
}
