import { isIP } from 'node:net'
import { lookup } from 'node:dns/promises'
import { isPublicAddress } from '#platform/outgoing.ts'
import { GroupwareError } from '../groupware-error.ts'
import { networkFault } from './network-fault.ts'

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
  const address = found.find((one) => isPrivateAllowed || isPublicAddress(one.address))?.address
  if (address === undefined) throw closedAddress(host)
  return address
}

/** A host that must not be asked, as what stands beside us must not be reached by strangers. */
export function closedAddress(host: string): GroupwareError {
  return new GroupwareError('unreachable', `EPRIVATE ${host} is not on the public internet`)
}
