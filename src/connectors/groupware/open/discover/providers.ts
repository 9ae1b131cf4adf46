import type { MailServer } from '../settings.ts'

/**
 * Big providers, as they describe themselves in their help pages. What is not certain is left out: it is found in the
 * other ways, or typed.
 */
export interface Provider {
  name: string
  domains: readonly string[]
  /** Ends of the names of the servers that take mail for the domains of their customers. */
  mx: readonly string[]
  imap: MailServer
  smtp: MailServer
  caldav?: string
  carddav?: string
  /**
   * What a program signs in with: the account's own password, one made for programs (`app`), or only through Microsoft
   * Graph (`graph`).
   */
  password: 'own' | 'app' | 'graph'
  /** Where users sign in, which opens what no password does. */
  signIn?: 'google' | 'microsoft'
  /** Programs must be let in first, in the settings of the mailbox. */
  isClosedAtFirst?: boolean
  /** The server of mail wants the name before the @ alone. */
  isLocalPart?: boolean
}

const tls = (host: string, port: 993 | 465): MailServer => ({ host, port, security: 'tls' })
const starttls = (host: string): MailServer => ({ host, port: 587, security: 'starttls' })

export const PROVIDERS: readonly Provider[] = [
  {
    name: 'Google',
    domains: ['gmail.com', 'googlemail.com'],
    mx: ['google.com', 'googlemail.com'],
    imap: tls('imap.gmail.com', 993),
    smtp: tls('smtp.gmail.com', 465),
    // Calendars and contacts take no password at all there.
    password: 'app',
    signIn: 'google',
  },
  {
    name: 'GMX',
    domains: ['gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.org'],
    mx: ['gmx.net'],
    imap: tls('imap.gmx.net', 993),
    smtp: tls('mail.gmx.net', 465),
    caldav: 'https://caldav.gmx.net/',
    carddav: 'https://carddav.gmx.net/',
    password: 'own',
    isClosedAtFirst: true,
  },
  {
    name: 'WEB.DE',
    domains: ['web.de'],
    mx: ['web.de'],
    imap: tls('imap.web.de', 993),
    smtp: starttls('smtp.web.de'),
    caldav: 'https://caldav.web.de/',
    carddav: 'https://carddav.web.de/',
    password: 'own',
    isClosedAtFirst: true,
  },
  {
    name: 'Telekom',
    domains: ['t-online.de', 'magenta.de'],
    mx: ['t-online.de'],
    imap: tls('secureimap.t-online.de', 993),
    smtp: tls('securesmtp.t-online.de', 465),
    password: 'app',
  },
  {
    name: 'IONOS',
    domains: ['online.de'],
    mx: ['ionos.de', 'ionos.com', 'kundenserver.de'],
    imap: tls('imap.ionos.de', 993),
    smtp: tls('smtp.ionos.de', 465),
    password: 'own',
  },
  {
    name: 'STRATO',
    domains: [],
    mx: ['rzone.de', 'strato.de'],
    imap: tls('imap.strato.de', 993),
    smtp: tls('smtp.strato.de', 465),
    password: 'own',
  },
  {
    name: 'mailbox.org',
    domains: ['mailbox.org'],
    mx: ['mailbox.org'],
    imap: tls('imap.mailbox.org', 993),
    smtp: tls('smtp.mailbox.org', 465),
    caldav: 'https://dav.mailbox.org/caldav/',
    carddav: 'https://dav.mailbox.org/carddav/',
    password: 'own',
  },
  {
    name: 'Posteo',
    domains: ['posteo.de', 'posteo.net', 'posteo.org', 'posteo.at', 'posteo.ch', 'posteo.eu'],
    mx: ['posteo.de'],
    imap: tls('posteo.de', 993),
    smtp: tls('posteo.de', 465),
    caldav: 'https://posteo.de:8443/',
    carddav: 'https://posteo.de:8843/',
    password: 'own',
  },
  {
    name: 'iCloud',
    domains: ['icloud.com', 'me.com', 'mac.com'],
    mx: ['mail.icloud.com'],
    imap: tls('imap.mail.me.com', 993),
    smtp: starttls('smtp.mail.me.com'),
    caldav: 'https://caldav.icloud.com/',
    carddav: 'https://contacts.icloud.com/',
    password: 'app',
    isLocalPart: true,
  },
  {
    name: 'Fastmail',
    domains: ['fastmail.com', 'fastmail.fm'],
    mx: ['messagingengine.com'],
    imap: tls('imap.fastmail.com', 993),
    smtp: tls('smtp.fastmail.com', 465),
    caldav: 'https://caldav.fastmail.com/',
    carddav: 'https://carddav.fastmail.com/',
    password: 'app',
  },
  {
    name: 'Yahoo',
    domains: ['yahoo.com', 'yahoo.de', 'ymail.com', 'yahoo.co.uk', 'yahoo.fr'],
    mx: ['yahoodns.net'],
    imap: tls('imap.mail.yahoo.com', 993),
    smtp: tls('smtp.mail.yahoo.com', 465),
    caldav: 'https://caldav.calendar.yahoo.com/',
    carddav: 'https://carddav.address.yahoo.com/',
    password: 'app',
  },
  {
    name: 'Microsoft',
    domains: ['outlook.com', 'outlook.de', 'hotmail.com', 'hotmail.de', 'live.com', 'live.de', 'msn.com'],
    mx: ['protection.outlook.com'],
    imap: tls('outlook.office365.com', 993),
    smtp: starttls('smtp.office365.com'),
    password: 'graph',
    signIn: 'microsoft',
  },
]

/** The provider that an address is one of, by its domain. */
export function providerOfDomain(domain: string): Provider | undefined {
  return PROVIDERS.find(({ domains }) => domains.includes(domain))
}

/** The provider that takes the mail of a domain of a customer. */
export function providerOfMail(exchanges: readonly string[]): Provider | undefined {
  return PROVIDERS.find(({ mx }) => exchanges.some((host) => mx.some((end) => isWithin(host, end))))
}

/** The provider that a server belongs to. */
export function providerOfHost(host: string): Provider | undefined {
  return PROVIDERS.find(({ imap, smtp, caldav, carddav }) =>
    [imap.host, smtp.host, ...[caldav, carddav].map((url) => url && new URL(url).hostname)].includes(host),
  )
}

function isWithin(host: string, domain: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  return name === domain || name.endsWith(`.${domain}`)
}
