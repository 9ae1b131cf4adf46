import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { hasDovecot, startDovecot } from '../../../../../test/groupware/dovecot.ts'
import { discover } from './discover.ts'
import { PROVIDERS } from './providers.ts'
import { openWorld } from './world.ts'
import type { World } from './world.ts'

/** A world where nothing is but what is said, and what was asked of it. */
function world(there: {
  srv?: Record<string, [host: string, port: number]>
  txt?: Record<string, string>
  mx?: string[]
  files?: Record<string, string>
  dav?: Record<string, string>
  tls?: string[]
}): World & { asked: string[] } {
  const asked: string[] = []
  const look = <T>(what: string, answer: T): T => {
    asked.push(what)
    return answer
  }
  return {
    asked,
    services: async (name) => {
      const found = look(`SRV ${name}`, there.srv?.[name])
      return found ? [{ host: found[0], port: found[1] }] : []
    },
    texts: async (name) => (there.txt?.[name] === undefined ? [] : [there.txt[name]]),
    exchanges: async (domain) => look(`MX ${domain}`, there.mx ?? []),
    file: async (url) => {
      const found = look(`GET ${url}`, there.files?.[url.split('?')[0] ?? ''])
      return found === undefined ? undefined : Buffer.from(found)
    },
    dav: async (url) => look(`PROPFIND ${url}`, there.dav?.[url]),
    speaksTls: async (host, port) =>
      look(`TLS ${host}:${port}`, there.tls?.includes(`${host}:${port}`) ?? false),
  }
}
const from = (address: string, there: Parameters<typeof world>[0]) =>
  discover(address, { isPrivateAllowed: false }, world(there))

describe('from an address to its servers', () => {
  test('a big provider is known, and nobody else is asked', async () => {
    const nobody = world({})
    const found = await discover(' Ada.Lovelace@GMX.de', { isPrivateAllowed: false }, nobody)
    expect(found).toEqual({
      settings: {
        userName: 'ada.lovelace@gmx.de',
        imap: { host: 'imap.gmx.net', port: 993, security: 'tls' },
        smtp: { host: 'mail.gmx.net', port: 465, security: 'tls' },
        caldav: { url: 'https://caldav.gmx.net/' },
        carddav: { url: 'https://carddav.gmx.net/' },
      },
      provider: { name: 'GMX', password: 'own', isClosedAtFirst: true },
      found: ['imap', 'smtp', 'caldav', 'carddav'].map((server) => ({ server, by: 'provider' })),
    })
    expect(nobody.asked).toEqual([])
    const apple = await from('ada@icloud.com', {})
    expect(apple.settings.imap?.userName).toBe('ada')
  })

  test("a firm's own domain with a provider is told by who takes its mail; calendars are looked for besides", async () => {
    const found = await from('ada@example.de', {
      mx: ['smtpin.rzone.de'],
      dav: { 'https://example.de/.well-known/caldav': 'https://cloud.example.de/remote.php/dav/' },
    })
    expect(found.provider?.name).toBe('STRATO')
    expect(found.settings).toMatchObject({
      imap: { host: 'imap.strato.de' },
      caldav: { url: 'https://cloud.example.de/remote.php/dav/' },
    })
    expect(
      (await from('ada@example.de', { mx: ['example-de.mail.protection.outlook.com'] })).provider,
    ).toEqual({
      name: 'Microsoft',
      password: 'graph',
      signIn: 'microsoft',
    })
    // A name that only ends alike is nobody we know.
    expect((await from('ada@example.de', { mx: ['mx.evilgmx.net'] })).provider).toBeUndefined()
  })

  test('SRV records, with TLS before STARTTLS, with other ports and the path in the TXT record', async () => {
    const found = await from('ada@example.de', {
      srv: {
        '_imaps._tcp.example.de': ['mail.example.de', 993],
        '_imap._tcp.example.de': ['old.example.de', 143],
        '_submission._tcp.example.de': ['mail.example.de', 587],
        '_caldavs._tcp.example.de': ['dav.example.de', 8443],
        '_carddavs._tcp.example.de': ['dav.example.de', 443],
      },
      txt: { '_caldavs._tcp.example.de': 'path=/dav/cal' },
    })
    expect(found.settings).toEqual({
      userName: 'ada@example.de',
      imap: { host: 'mail.example.de', port: 993, security: 'tls' },
      smtp: { host: 'mail.example.de', port: 587, security: 'starttls' },
      caldav: { url: 'https://dav.example.de:8443/dav/cal' },
      carddav: { url: 'https://dav.example.de/.well-known/carddav' },
    })
    expect(new Set(found.found.map(({ by }) => by))).toEqual(new Set(['srv']))
  })

  test('what the domain says in its own file, the safest server first, none that is open to all', async () => {
    const file = `<?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="example.de">
      <incomingServer type="pop3"><hostname>pop.example.de</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
      <incomingServer type="imap"><hostname>imap.example.de</hostname><port>143</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></incomingServer>
      <incomingServer type="imap"><hostname>imap.example.de</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
      <outgoingServer type="smtp"><hostname>smtp.example.de</hostname><port>25</port><socketType>plain</socketType></outgoingServer>
      <calendar type="caldav"><serverURL>https://dav.example.de/</serverURL></calendar>
      <addressBook type="carddav"><serverURL>http://dav.example.de/</serverURL></addressBook>
    </emailProvider></clientConfig>`
    const found = await from('ada@example.de', {
      files: { 'https://autoconfig.example.de/mail/config-v1.1.xml': file },
    })
    expect(found.settings).toEqual({
      userName: 'ada@example.de',
      imap: { host: 'imap.example.de', port: 993, security: 'tls', userName: 'ada' },
      caldav: { url: 'https://dav.example.de/' },
    })
    const broken = await from('ada@example.de', {
      files: { 'https://autoconfig.example.de/mail/config-v1.1.xml': '<html>Willkommen' },
    })
    expect(broken).toEqual({ settings: { userName: 'ada@example.de' }, found: [] })
  })

  test('usual names are tried last, and only with a good certificate', async () => {
    const found = await from('ada@example.de', {
      tls: ['mail.example.de:993', 'smtp.example.de:465'],
      dav: { 'https://cloud.example.de/.well-known/carddav': 'https://cloud.example.de/remote.php/dav/' },
    })
    expect(found.settings).toEqual({
      userName: 'ada@example.de',
      imap: { host: 'mail.example.de', port: 993, security: 'tls' },
      smtp: { host: 'smtp.example.de', port: 465, security: 'tls' },
      carddav: { url: 'https://cloud.example.de/remote.php/dav/' },
    })
    expect(found.found).toContainEqual({ server: 'imap', by: 'guess' })
  })

  test('what is no address is invalid', async () => {
    for (const text of ['', 'ada', 'ada@', 'ada@localhost', 'ada@exa mple.de', 'ada@example.de/../x']) {
      await expect(from(text, {})).rejects.toMatchObject({ fault: 'invalid' })
    }
  })

  test('no provider is there twice, and each is whole', () => {
    const domains = PROVIDERS.flatMap((one) => one.domains)
    expect(new Set(domains).size).toBe(domains.length)
    for (const { caldav, carddav, imap, smtp } of PROVIDERS) {
      for (const url of [caldav, carddav]) if (url !== undefined) expect(new URL(url).protocol).toBe('https:')
      expect(imap.security).toBe('tls')
      expect(['tls', 'starttls']).toContain(smtp.security)
    }
  })
})

describe('asking the world', () => {
  test('a server of calendars is told from a web page, and no password is ever sent', async () => {
    const heard: string[] = []
    const server = createServer(({ method, url, headers }, response) => {
      heard.push(`${method} ${url} ${headers.authorization ?? '-'}`)
      if (url === '/.well-known/caldav') return response.writeHead(301, { location: '/dav/' }).end()
      if (url === '/dav/') return response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
      if (url === '/loop') return response.writeHead(302, { location: '/loop' }).end()
      if (url === '/large') return response.end(Buffer.alloc(300_000))
      return response.end('<html>Willkommen')
    })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const open = openWorld({ isPrivateAllowed: true })
    expect(await open.dav(`${at}/.well-known/caldav`)).toBe(`${at}/dav/`)
    expect(await open.dav(`${at}/welcome`)).toBeUndefined()
    expect(await open.dav(`${at}/loop`)).toBeUndefined()
    expect(Buffer.from((await open.file(`${at}/welcome`)) ?? []).toString()).toBe('<html>Willkommen')
    expect(await open.file(`${at}/large`)).toBeUndefined()
    expect(heard.every((one) => one.endsWith(' -'))).toBe(true)
    const closed = openWorld({ isPrivateAllowed: false })
    const before = heard.length
    expect(await closed.dav(`${at}/dav/`)).toBeUndefined()
    expect(heard).toHaveLength(before)
    await new Promise<void>((resolve) => void server.close(() => resolve()))
  })

  test.skipIf(!hasDovecot)('a server with a certificate that nobody trusts does not count', async () => {
    const dovecot = await startDovecot()
    try {
      const stranger = openWorld({ isPrivateAllowed: true })
      expect(await stranger.speaksTls('127.0.0.1', dovecot.tlsPort)).toBe(false)
      const friend = openWorld({ isPrivateAllowed: true, trusted: dovecot.certificate })
      expect(await friend.speaksTls('127.0.0.1', dovecot.tlsPort)).toBe(true)
      expect(await friend.speaksTls('127.0.0.1', dovecot.port)).toBe(false)
    } finally {
      await dovecot.stop()
    }
  })
})
