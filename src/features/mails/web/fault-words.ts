import type { Translate } from '#ui/texts.ts'

const KNOWN = [
  'unreachable',
  'tls',
  'refused',
  'consent',
  'forbidden',
  'throttled',
  'full',
  'invalid',
  'uncertain',
] as const

/** Why a mail did not go out, in plain words. */
export function faultWords(t: Translate, fault: string | null): string {
  const known = KNOWN.find((one) => one === fault)
  return t(known ? `mail.fault.${known}` : 'mail.fault.other')
}
