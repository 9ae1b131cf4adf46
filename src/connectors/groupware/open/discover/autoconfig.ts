import { readXml } from '#kernel/read-xml.ts'
import type { XmlElement } from '#kernel/read-xml.ts'
import type { MailServer, OpenSettings } from '../settings.ts'

/** What a domain says of itself in the format that Thunderbird began (`config-v1.1.xml`). */
export function readAutoconfig(bytes: Uint8Array, address: string): Omit<OpenSettings, 'userName'> {
  const provider = rootOf(bytes)?.children.find(({ name }) => name === 'emailProvider')
  const all = (name: string, type: string) =>
    (provider?.children ?? []).filter((one) => one.name === name && one.attributes['type'] === type)
  const best = (name: string, type: string) =>
    all(name, type)
      .map((one) => serverOf(one, address))
      .filter((one) => one !== undefined)
      .sort((a, b) => SAFEST.indexOf(a.security) - SAFEST.indexOf(b.security))[0]
  const url = (name: string, type: string) => {
    const found = URL.parse(textOf(all(name, type)[0], 'serverURL'))
    return found?.protocol === 'https:' ? { url: found.href } : undefined
  }
  return {
    imap: best('incomingServer', 'imap'),
    smtp: best('outgoingServer', 'smtp'),
    caldav: url('calendar', 'caldav'),
    carddav: url('addressBook', 'carddav'),
  }
}

const SAFEST = ['tls', 'starttls', 'none']
const SECURITY: Readonly<Record<string, MailServer['security']>> = { SSL: 'tls', STARTTLS: 'starttls' }

function rootOf(bytes: Uint8Array): XmlElement | undefined {
  try {
    return readXml(bytes, {}, { bytes: 200_000, elements: 5000 })
  } catch {
    return undefined
  }
}

/** A server without any security is not offered: nobody's password goes over the internet for all to read. */
function serverOf(element: XmlElement, address: string): MailServer | undefined {
  const host = textOf(element, 'hostname').toLowerCase()
  const port = Number(textOf(element, 'port'))
  const security = SECURITY[textOf(element, 'socketType').toUpperCase()]
  if (!/^[a-z0-9.-]+$/.test(host) || !Number.isInteger(port) || port < 1 || port > 65_535 || !security)
    return undefined
  const [local = '', domain = ''] = address.split('@')
  const userName = textOf(element, 'username')
    .replaceAll('%EMAILADDRESS%', address)
    .replaceAll('%EMAILLOCALPART%', local)
    .replaceAll('%EMAILDOMAIN%', domain)
  return { host, port, security, ...(userName !== '' && userName !== address && { userName }) }
}

function textOf(element: XmlElement | undefined, name: string): string {
  return element?.children.find((one) => one.name === name)?.text.trim() ?? ''
}
