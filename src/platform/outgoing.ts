import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP } from 'node:net'
import type { LookupFunction } from 'node:net'
import { Problem } from '#kernel/problem.ts'

// Calls to addresses that somebody outside of the house named. They must not reach what stands beside us: else a
// stranger could make Kontor knock at doors that are closed to them (server-side request forgery, OWASP).

const SECONDS = 10
const closed = new BlockList()
// IANA special-purpose address registries (RFC 6890): this host, private, shared, link-local, tests, multicast.
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  closed.addSubnet(net, prefix, 'ipv4')
}
/** What of IPv6 is public; of it, what leads back into IPv4 (NAT64, 6to4, Teredo) and the examples are not. */
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')
for (const [net, prefix] of [
  ['2001::', 32],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const) {
  closed.addSubnet(net, prefix, 'ipv6')
}

/** Whether an address is that of the public internet. */
export function isPublicAddress(address: string): boolean {
  const kind = isIP(address)
  if (kind === 4) return !closed.check(address, 'ipv4')
  return kind === 6 && open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

/** Whether such an address may be kept at all: https, without a password, no closed address written out. */
export function mayCall(text: string, { isPrivateAllowed = false } = {}): boolean {
  const url = URL.parse(text)
  if (!url || url.username || url.password) return false
  if (isPrivateAllowed) return url.protocol === 'https:' || url.protocol === 'http:'
  const host = url.hostname.replaceAll(/^\[|\]$/g, '')
  return url.protocol === 'https:' && host !== 'localhost' && (isIP(host) === 0 || isPublicAddress(host))
}

/** Sends a POST and gives the status back; what else comes is left unread. Follows no redirect. */
export async function callOut(
  address: string,
  { headers, body, isPrivateAllowed = false }: { headers: object; body: Buffer; isPrivateAllowed?: boolean },
): Promise<{ status: number; retryAfter: string | undefined }> {
  if (!mayCall(address, { isPrivateAllowed })) {
    throw new Problem('invalid', 'address.closed', 'This address is not called.')
  }
  const url = new URL(address)
  const { request } = url.protocol === 'http:' ? http : https
  return new Promise((resolve, reject) => {
    const call = request(url, {
      method: 'POST',
      headers: { ...headers },
      signal: AbortSignal.timeout(SECONDS * 1000),
      // Names are looked at when they are resolved for this very connection: nobody can change them in between.
      ...(isPrivateAllowed ? {} : { lookup: lookupPublic }),
    })
    call.on('error', reject)
    call.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
      response.destroy()
    })
    call.end(body)
  })
}

/** Resolves a name for `node:net`, only to addresses of the public internet. */
export const lookupPublic: LookupFunction = (host, options, answer) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return answer(error, [])
    const reachable = found.filter(({ address }) => isPublicAddress(address))
    const [first] = reachable
    if (!first) return answer(new Error(`${host} is not on the public internet`), [])
    if (options.all) return answer(null, reachable)
    return answer(null, first.address, first.family)
  })
}
