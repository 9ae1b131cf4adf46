import { emailDomain, normaliseEmail } from './email.ts'

/** The address with the domain that was most likely meant (`gmial.com`, `t-onlin.de`, `.con`); null where it may be right. */
export function mendEmail(text: string): string | null {
  const domain = emailDomain(text)
  if (domain === null || PROVIDERS.includes(domain)) return null
  const meant = PROVIDERS.find((provider) => isSlip(domain, provider)) ?? withEnding(domain)
  if (meant === undefined) return null
  const address = normaliseEmail(text)
  return address.slice(0, address.lastIndexOf('@') + 1) + meant
}

/** Where a letter is easily lost because thousands of addresses end so. */
const PROVIDERS =
  'gmail.com googlemail.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de outlook.com outlook.de hotmail.com hotmail.de yahoo.com yahoo.de icloud.com posteo.de mailbox.org bluewin.ch arcor.de protonmail.com live.de'.split(
    ' ',
  )

/** Real domains one letter beside a provider. */
const REAL = new Set(
  'gmx.com gmx.eu gmx.li gmx.fr mail.com live.com live.at live.fr hotmail.fr hotmail.ch hotmail.it yahoo.at yahoo.it yahoo.es yahoo.fr ymail.com gmail.de email.com email.de me.de wob.de outlook.at outlook.fr'.split(
    ' ',
  ),
)

function isSlip(domain: string, provider: string): boolean {
  if (REAL.has(domain) || Math.abs(domain.length - provider.length) > 1 || provider.length < 9) {
    return SHORT_SLIPS[domain] === provider
  }
  return isOneSlipApart(domain, provider)
}

const SHORT_SLIPS: Record<string, string> = {
  'gmx.d': 'gmx.de',
  'gmx.dee': 'gmx.de',
  'gxm.de': 'gmx.de',
  'gmx.ed': 'gmx.de',
  'gnx.de': 'gmx.de',
  'gm.de': 'gmx.de',
  'web.ed': 'web.de',
  'wbe.de': 'web.de',
  'wep.de': 'web.de',
  'web.d': 'web.de',
  'live.d': 'live.de',
}

const ENDINGS: Record<string, string> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  'de.de': 'de',
  dee: 'de',
  nte: 'net',
  ent: 'net',
  rog: 'org',
}

function withEnding(domain: string): string | undefined {
  const dot = domain.lastIndexOf('.')
  const ending = ENDINGS[domain.slice(dot + 1)]
  return ending === undefined ? undefined : domain.slice(0, dot + 1) + ending
}

/** One letter more, less or other, or two neighbours swapped. */
function isOneSlipApart(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
}
