import type { ImapFlowError } from 'imapflow'
import { GroupwareError } from '../../groupware-error.ts'
import type { GroupwareFault } from '../../groupware-error.ts'
import { networkFault } from '../network-fault.ts'

/** What the codes in an answer mean (RFC 5530, RFC 7889, RFC 9208). */
const CODES: Readonly<Record<string, GroupwareFault>> = {
  NONEXISTENT: 'not-found',
  TRYCREATE: 'not-found',
  NOPERM: 'forbidden',
  OVERQUOTA: 'full',
  APPENDLIMIT: 'invalid',
  CANNOT: 'invalid',
  ALREADYEXISTS: 'taken',
  UNAVAILABLE: 'throttled',
  LIMIT: 'throttled',
  INUSE: 'throttled',
  PRIVACYREQUIRED: 'unsupported',
}

/** What a failure of an IMAP server means. */
export function imapFault(error: unknown, hasToken: boolean): GroupwareError {
  if (error instanceof GroupwareError || !(error instanceof Error)) return networkFault(error)
  const {
    serverResponseCode = '',
    responseText,
    authenticationFailed,
    tlsFailed,
    ...rest
  }: ImapFlowError = error
  const detail = [serverResponseCode, responseText ?? error.message].filter((one) => one !== '').join(' ')
  const fault = CODES[serverResponseCode.toUpperCase()]
  if (fault) return new GroupwareError(fault, detail)
  if (authenticationFailed) return new GroupwareError(hasToken ? 'consent' : 'refused', detail)
  if (rest.code === 'ETHROTTLE') {
    return new GroupwareError('throttled', detail, Math.ceil((rest.throttleReset ?? 60_000) / 1000))
  }
  if (rest.mailboxMissing) return new GroupwareError('not-found', detail)
  if (rest.responseStatus === 'NO' || rest.responseStatus === 'BAD')
    return new GroupwareError('broken', detail)
  const network = networkFault(error)
  if (network.fault === 'unreachable' && tlsFailed)
    return new GroupwareError('unsupported', `ENOTLS ${detail}`)
  return network
}
