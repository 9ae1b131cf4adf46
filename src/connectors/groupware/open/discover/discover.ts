import { GroupwareError } from '../../groupware-error.ts'
import type { MailServer, OpenOptions, OpenSettings } from '../settings.ts'
import { readAutoconfig } from './autoconfig.ts'
import { providerOfDomain, providerOfMail } from './providers.ts'
import type { Provider } from './providers.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

export type ServerKind = 'imap' | 'smtp' | 'caldav' | 'carddav'

/** How a server was found: known to us, by SRV records, told by the domain, by the well-known address, by a usual name. */
export type FoundBy = 'provider' | 'srv' | 'autoconfig' | 'well-known' | 'guess'

export interface Discovery {
  settings: OpenSettings
  found: { server: ServerKind; by: FoundBy }[]
  provider?: Pick<Provider, 'name' | 'password' | 'signIn' | 'isClosedAtFirst'>
}

/**
 * From a mail address to where its servers are. Nobody is asked with a password: what was found is shown first, and the
 * user decides. The first way that finds a server wins; the surest come first.
 */
export async function discover(
  address: string,
  options: Pick<OpenOptions, 'isPrivateAllowed' | 'signal' | 'trusted'>,
  world: World = openWorld(options),
): Promise<Discovery> {
  const [, local, domain] = /^([^@\s]+)@([a-z0-9.-]+\.[a-z0-9-]+)$/.exec(address.trim().toLowerCase()) ?? []
  if (local === undefined || domain === undefined)
    throw new GroupwareError('invalid', `${address} is no address`)
  const mail = `${local}@${domain}`
  const provider = providerOfDomain(domain) ?? providerOfMail(await world.exchanges(domain))
  const discovery: Discovery = {
    settings: { userName: mail },
    found: [],
    ...(provider && { provider: knownOf(provider) }),
  }
  const take = (by: FoundBy, servers: Servers) => {
    for (const kind of KINDS) {
      if (servers[kind] === undefined || discovery.settings[kind] !== undefined) continue
      Object.assign(discovery.settings, { [kind]: servers[kind] })
      discovery.found.push({ server: kind, by })
    }
  }

  if (provider) take('provider', serversOf(provider, local))
  // A provider whose calendars take no password offers none by SRV either, and need not be asked.
  if (provider && providerOfDomain(domain)) return discovery
  take('srv', await bySrv(world, domain))
  take('autoconfig', await byAutoconfig(world, domain, mail))
  const hosts = [
    ...new Set([domain, ...[discovery.settings.imap?.host].filter((host) => host !== undefined)]),
  ]
  take('well-known', await byWellKnown(world, hosts))
  take('guess', await byName(world, domain, discovery.settings))
  return discovery
}

function knownOf({ name, password, signIn, isClosedAtFirst }: Provider): NonNullable<Discovery['provider']> {
  return { name, password, ...(signIn && { signIn }), ...(isClosedAtFirst && { isClosedAtFirst }) }
}

type Servers = Omit<OpenSettings, 'userName'>

const KINDS = ['imap', 'smtp', 'caldav', 'carddav'] as const

function serversOf({ imap, smtp, caldav, carddav, isLocalPart = false }: Provider, local: string): Servers {
  return {
    imap: isLocalPart ? { ...imap, userName: local } : imap,
    smtp,
    caldav: caldav === undefined ? undefined : { url: caldav },
    carddav: carddav === undefined ? undefined : { url: carddav },
  }
}

/** Mail by RFC 6186 and RFC 8314, calendars and address books by RFC 6764; what has TLS from the start comes first. */
async function bySrv(world: World, domain: string): Promise<Servers> {
  const [imaps, imap, submissions, submission, caldav, carddav] = await Promise.all(
    ['imaps', 'imap', 'submissions', 'submission', 'caldavs', 'carddavs'].map(
      async (service) => (await world.services(`_${service}._tcp.${domain}`))[0],
    ),
  )
  const server = (tls: typeof imaps, starttls: typeof imaps): MailServer | undefined =>
    tls ? { ...tls, security: 'tls' } : starttls && { ...starttls, security: 'starttls' }
  const dav = async (service: 'caldav' | 'carddav', at: typeof imaps) => {
    if (!at) return undefined
    const texts = await world.texts(`_${service}s._tcp.${domain}`)
    const path = texts.map((text) => /^path=(\/\S*)$/.exec(text)?.[1]).find((one) => one !== undefined)
    const port = at.port === 443 ? '' : `:${at.port}`
    return { url: `https://${at.host}${port}${path ?? `/.well-known/${service}`}` }
  }
  return {
    imap: server(imaps, imap),
    smtp: server(submissions, submission),
    caldav: await dav('caldav', caldav),
    carddav: await dav('carddav', carddav),
  }
}

async function byAutoconfig(world: World, domain: string, address: string): Promise<Servers> {
  const query = `emailaddress=${encodeURIComponent(address)}`
  const places = [
    `https://autoconfig.${domain}/mail/config-v1.1.xml?${query}`,
    `https://${domain}/.well-known/autoconfig/mail/config-v1.1.xml?${query}`,
  ]
  const files = await Promise.all(places.map((place) => world.file(place)))
  const read = files.filter((file) => file !== undefined).map((file) => readAutoconfig(file, address))
  return read.find((one) => one.imap ?? one.smtp) ?? {}
}

async function byWellKnown(world: World, hosts: readonly string[]): Promise<Servers> {
  const at = async (service: 'caldav' | 'carddav') => {
    const found = await Promise.all(hosts.map((host) => world.dav(`https://${host}/.well-known/${service}`)))
    const url = found.find((one) => one !== undefined)
    return url === undefined ? undefined : { url }
  }
  const [caldav, carddav] = await Promise.all([at('caldav'), at('carddav')])
  return { caldav, carddav }
}

/** Names that servers usually have; only who answers with a good certificate for that name is taken. */
async function byName(world: World, domain: string, known: OpenSettings): Promise<Servers> {
  const mail = async (hosts: readonly string[], port: 993 | 465): Promise<MailServer | undefined> => {
    const answers = await Promise.all(hosts.map((host) => world.speaksTls(`${host}.${domain}`, port)))
    const host = hosts[answers.indexOf(true)]
    return host === undefined ? undefined : { host: `${host}.${domain}`, port, security: 'tls' }
  }
  const dav = async (places: readonly string[]) => {
    const found = await Promise.all(places.map((place) => world.dav(place)))
    const url = found.find((one) => one !== undefined)
    return url === undefined ? undefined : { url }
  }
  // Nextcloud, SOGo, Open-Xchange, Baïkal and others, where they usually stand.
  const places = (service: 'caldav' | 'carddav') => [
    ...['cloud', 'nextcloud', service, 'dav', 'mail', 'webmail'].map(
      (host) => `https://${host}.${domain}/.well-known/${service}`,
    ),
    `https://cloud.${domain}/remote.php/dav/`,
    `https://mail.${domain}/SOGo/dav/`,
  ]
  const [imap, smtp, caldav, carddav] = await Promise.all([
    known.imap ? undefined : mail(['imap', 'mail', 'mx'], 993),
    known.smtp ? undefined : mail(['smtp', 'mail', 'mx'], 465),
    known.caldav ? undefined : dav(places('caldav')),
    known.carddav ? undefined : dav(places('carddav')),
  ])
  return { imap, smtp, caldav, carddav }
}
