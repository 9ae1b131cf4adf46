import { GroupwareError } from '../groupware-error.ts'

/** Why there was no conversation at all, in the words of a `GroupwareError`; its detail begins with the code. */
export function networkFault(error: unknown): GroupwareError {
  if (error instanceof GroupwareError) return error
  const { code, message } = codeOf(error)
  const detail = code === '' || message.includes(code) ? message : `${code} ${message}`
  // Some libraries put a code of their own over that of the system, but keep its words.
  if (CERTIFICATE.test(code) || /certificate/i.test(message)) return new GroupwareError('tls', detail)
  // The other side speaks no TLS, or none we still speak: the port or the kind of security is wrong.
  if (NO_TLS.test(code) || /:SSL routines:/.test(message))
    return new GroupwareError('unsupported', `ENOTLS ${detail}`)
  return new GroupwareError('unreachable', detail)
}

const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH)/
const NO_TLS = /^(ERR_SSL_|EPROTO|ERR_TLS_)/

/** The code of an error, or of the one that caused it: libraries wrap what the system said. */
export function codeOf(error: unknown): { code: string; message: string } {
  let code = ''
  let message = ''
  for (let one = error, depth = 0; one instanceof Error && depth < 5; one = one.cause, depth += 1) {
    message ||= one.message
    const [first] = one instanceof AggregateError ? (one.errors as unknown[]) : []
    const own = (one as { code?: unknown }).code ?? (first as { code?: unknown } | undefined)?.code
    if (typeof own === 'string') code = own
    if (CERTIFICATE.test(code) || NO_TLS.test(code)) break
  }
  return { code, message: message || String(error) }
}
