import { isIP } from 'node:net'
import { lookup } from 'node:dns/promises'
import { getCACertificates } from 'node:tls'
import { isPublicAddress } from '#platform/outgoing.ts'
import { GroupwareError } from '../groupware-error.ts'
import { networkFault } from './network-fault.ts'
import type { MailServer, Reach } from './settings.ts'

/** The address of a server of mail, which must have TLS where it is not inside the own network. */
export async function mailAddressOf(
  { host, security }: MailServer,
  { isPrivateAllowed }: Pick<Reach, 'isPrivateAllowed'>,
): Promise<string> {
  const address = await addressOf(host, isPrivateAllowed)
  if (security === 'none' && !isPrivateAllowed) throw openToAll(host)
  return address
}

/**
 * The address to connect to: looked at once and then used, so that nobody can change it in between. Addresses inside
 * the own network are refused where they are not allowed.
 */
export async function addressOf(host: string, isPrivateAllowed: boolean): Promise<string> {
  const name = host.replaceAll(/^\[|\]$/g, '')
  const found = isIP(name)
    ? [{ address: name }]
    : await lookup(name, { all: true }).catch((error: unknown) => {
        throw networkFault(error)
      })
  // Many networks know IPv6 names and no way there; what has both is reached by IPv4.
  const address = found
    .toSorted((one, other) => isIP(one.address) - isIP(other.address))
    .find((one) => isPrivateAllowed || isPublicAddress(one.address))?.address
  if (address === undefined) throw closedAddress(host)
  return address
}

/** What TLS trusts: what it always does, and a certificate besides where there is one. */
export function trustOf({ trusted }: Pick<Reach, 'trusted'>): { ca?: string[] } {
  return trusted === undefined ? {} : { ca: [...getCACertificates('default'), trusted] }
}

/** Nothing goes on after it was asked to end. */
export function ensureWanted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new GroupwareError('unreachable', 'EENDED It was asked to end')
}

/** A conversation that anybody on the way could read, password and all: only inside the own network. */
export function openToAll(host: string): GroupwareError {
  return new GroupwareError('unsupported', `EPLAIN ${host} is not asked without TLS`)
}

/** A host that must not be asked, as what stands beside us must not be reached by strangers. */
export function closedAddress(host: string): GroupwareError {
  return new GroupwareError('unreachable', `EPRIVATE ${host} is not on the public internet`)
}
