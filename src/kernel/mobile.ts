/**
 * Whether a number of Germany, Austria or Switzerland is a mobile one, by its first digits; undefined for numbers of
 * elsewhere. Small, where `phone.ts` with all its number plans would be too much.
 */
export function isMobile(number: string, home: string): boolean | undefined {
  const digits = number.replace(/^\s*\+/, '00').replaceAll(/\D/g, '')
  const country = digits.startsWith('00')
    ? Object.keys(PLANS).find((code) => digits.startsWith(PLANS[code]?.calling ?? '-'))
    : home
  const plan = country === undefined ? undefined : PLANS[country]
  if (!plan) return undefined
  return plan.mobile.test(
    digits.startsWith('00') ? `0${digits.slice(plan.calling.length).replace(/^0/, '')}` : digits,
  )
}

const PLANS: Record<string, { calling: string; mobile: RegExp }> = {
  DE: { calling: '0049', mobile: /^01[567]/ },
  AT: { calling: '0043', mobile: /^06(?:44|5|6\d|7[0678]|8[0189]|9[09])/ },
  CH: { calling: '0041', mobile: /^07[5-9]/ },
}
