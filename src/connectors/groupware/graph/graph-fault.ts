import { GroupwareError } from '../groupware-error.ts'
import type { GroupwareFault } from '../groupware-error.ts'

/** What an answer of Graph that is no success means: by its code where that says more than the status. */
export function graphFault(status: number, body: string, retryAfter?: number): GroupwareError {
  const { code, text } = faultIn(body)
  const detail = `${status} ${code} ${text}`.trim().slice(0, 500)
  return new GroupwareError(
    BY_CODE[code.toLowerCase()] ?? BY_STATUS[status] ?? (status >= 500 ? 'broken' : 'invalid'),
    detail,
    retryAfter,
  )
}

/** What a request that got no answer means. */
export function brokenLine(error: unknown): GroupwareError {
  if (error instanceof GroupwareError) return error
  const codes: string[] = []
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    codes.push('code' in one && typeof one.code === 'string' ? one.code : one.name)
  }
  const isTls = codes.some((code) => /CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_/.test(code))
  return new GroupwareError(isTls ? 'tls' : 'unreachable', codes.join(' ') || 'no answer')
}

/** Seconds of a `Retry-After`: a number, or a date (RFC 9110, 10.2.3). */
export function secondsOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header)
  const until = Date.parse(header)
  return Number.isNaN(until) ? undefined : Math.max(0, Math.ceil((until - now) / 1000))
}

const BY_STATUS: Record<number, GroupwareFault> = {
  401: 'consent',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  409: 'taken',
  410: 'token-lost',
  412: 'stale',
  429: 'throttled',
  501: 'unsupported',
  503: 'throttled',
  502: 'unreachable',
  504: 'unreachable',
  507: 'full',
}

/** Codes of Exchange and of delta queries, in small letters. */
const BY_CODE: Record<string, GroupwareFault> = {
  syncstatenotfound: 'token-lost',
  syncstateinvalid: 'token-lost',
  resyncrequired: 'token-lost',
  erroritemnotfound: 'not-found',
  errorinvalididmalformed: 'not-found',
  errorquotaexceeded: 'full',
  errorirresolvableconflict: 'stale',
  erroraccessdenied: 'forbidden',
  errormailboxnotenabledforrestapi: 'unsupported',
  mailboxnotenabledforrestapi: 'unsupported',
}

function faultIn(body: string): { code: string; text: string } {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } }
    const said = (one: unknown) => (typeof one === 'string' ? one : '')
    return { code: said(error?.code), text: said(error?.message) }
  } catch {
    return { code: '', text: body.slice(0, 200) }
  }
}
