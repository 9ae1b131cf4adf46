import { GroupwareError } from '../../groupware-error.ts'
import type { GroupwareFault } from '../../groupware-error.ts'
import { readDav } from './multi-status.ts'

/** Preconditions that servers name in the body of a refusal (RFC 4918, 16), and what they mean for us. */
const PRECONDITIONS: Readonly<Record<string, GroupwareFault>> = {
  'd:valid-sync-token': 'token-lost',
  'cal:no-uid-conflict': 'taken',
  'card:no-uid-conflict': 'taken',
  'd:quota-not-exceeded': 'full',
  'd:sufficient-disk-space': 'full',
  'd:need-privileges': 'forbidden',
  'cal:supported-calendar-data': 'invalid',
  'cal:supported-calendar-component': 'invalid',
  'cal:supported-calendar-component-set': 'invalid',
  'cal:valid-calendar-data': 'invalid',
  'cal:valid-calendar-object-resource': 'invalid',
  'cal:max-resource-size': 'invalid',
  'cal:max-instances': 'invalid',
  'cal:min-date-time': 'invalid',
  'cal:max-date-time': 'invalid',
  'card:supported-address-data': 'invalid',
  'card:valid-address-data': 'invalid',
  'card:max-resource-size': 'invalid',
}

const STATUSES: Readonly<Record<number, GroupwareFault>> = {
  400: 'invalid',
  402: 'full',
  403: 'forbidden',
  404: 'not-found',
  405: 'unsupported',
  409: 'taken',
  410: 'not-found',
  412: 'stale',
  413: 'invalid',
  415: 'invalid',
  422: 'invalid',
  423: 'throttled',
  429: 'throttled',
  501: 'unsupported',
  503: 'throttled',
  507: 'full',
}

/** What a refusal means; `how` says what was asked. */
export function davFault(
  { status, retryAfter, body }: { status: number; retryAfter: string | undefined; body: Uint8Array },
  { how, hasToken }: { how: string; hasToken: boolean },
): GroupwareError {
  const named = conditionOf(body)
  const detail = `${how}: ${status}${named === undefined ? '' : ` ${named}`}`
  if (status === 401) return new GroupwareError(hasToken ? 'consent' : 'refused', detail)
  const fault = PRECONDITIONS[named ?? ''] ?? STATUSES[status] ?? 'broken'
  return new GroupwareError(fault, detail, fault === 'throttled' ? secondsOf(retryAfter) : undefined)
}

function conditionOf(body: Uint8Array): string | undefined {
  if (body.length === 0 || body.length > 100_000) return undefined
  const root = readDav(body)
  return root?.name === 'd:error' ? root.children[0]?.name : undefined
}

/** `Retry-After` is seconds or a date (RFC 9110, 10.2.3). */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined
  if (/^\d+$/.test(retryAfter.trim())) return Number(retryAfter)
  const at = Date.parse(retryAfter)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - Date.now()) / 1000))
}
