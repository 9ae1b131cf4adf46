import type { TextKey } from '#ui/texts.ts'

const KNOWN = [
  'unreachable',
  'tls',
  'refused',
  'consent',
  'forbidden',
  'not-found',
  'stale',
  'taken',
  'token-lost',
  'throttled',
  'full',
  'invalid',
  'unsupported',
] as const

/** What is wrong, in plain words, and what helps against it. */
export function faultWords(fault: string): TextKey {
  const known = KNOWN.find((one) => one === fault) ?? 'broken'
  return `groupware.fault.${known}`
}
