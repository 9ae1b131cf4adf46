import type { ComponentType } from 'react'
import { IconBrandWhatsapp, IconExternalLink, IconMail, IconMapPin, IconPhone } from '@tabler/icons-react'
import { addressLines } from '#kernel/postal-address.ts'
import type { Translate } from '#ui/texts.ts'
import { currentLanguage } from '#ui/texts.ts'
import { telephoneLink } from '../telephone.ts'
import type { Address, Detail, DetailKind } from '../../detail.ts'

/** Whether a field of the journal is a way to reach somebody. */
export function isDetailKind(field: string): field is DetailKind {
  return field in brands || ['phone', 'email', 'address', 'web', 'other'].includes(field)
}

/** The kinds offered first; the others stand under "more". */
export const usualKinds: readonly [DetailKind, string][] = [
  ['phone', 'work'],
  ['phone', 'mobile'],
  ['email', 'work'],
  ['address', 'work'],
  ['web', 'work'],
]
export const furtherKinds: readonly DetailKind[] = [
  'linkedin',
  'xing',
  'instagram',
  'facebook',
  'youtube',
  'x',
  'whatsapp',
  'telegram',
  'signal',
  'iban',
  'other',
]

const brands: Partial<Record<DetailKind, string>> = {
  linkedin: 'LinkedIn',
  xing: 'Xing',
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  youtube: 'YouTube',
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  signal: 'Signal',
  skype: 'Skype',
  livejournal: 'LiveJournal',
  myspace: 'Myspace',
  gmail: 'Gmail',
  blogger: 'Blogger',
  yahoo: 'Yahoo',
  msn: 'MSN',
  icq: 'ICQ',
  jabber: 'Jabber',
  aim: 'AIM',
  vk: 'VK',
  iban: 'IBAN',
}

/** What a row is called: Mobil, E-Mail privat, Rechnungsanschrift, LinkedIn. */
export function detailName(t: Translate, kind: DetailKind, category: string): string {
  const brand = brands[kind]
  if (brand) return category === 'home' ? t('page.detail.private', { name: brand }) : brand
  return t(`page.detail.${kind}.${category}` as 'page.detail.phone.work')
}

/** The value of a row on one line. */
export function detailText(value: Detail['value']): string {
  return typeof value === 'string' ? value : addressLines(value, currentLanguage()).join(', ')
}

/** Where a row leads: to the telephone, the mail program, a page, the map. */
export function detailLink(
  row: Detail,
): { href: string; icon: ComponentType<{ size?: number; stroke?: number }>; away: boolean } | undefined {
  if (row.kind === 'address') return { href: mapLink(row.value), icon: IconMapPin, away: true }
  if (row.kind === 'phone')
    return row.category === 'fax' ? undefined : { href: telephoneLink(row), icon: IconPhone, away: false }
  if (row.kind === 'email' || row.kind === 'gmail')
    return { href: `mailto:${row.value}`, icon: IconMail, away: false }
  if (row.kind === 'whatsapp')
    return { href: `https://wa.me/${row.value.replaceAll(/\D/g, '')}`, icon: IconBrandWhatsapp, away: true }
  const href = webLink(row.value, hosts[row.kind])
  return href ? { href, icon: IconExternalLink, away: true } : undefined
}

/** The search of OpenStreetMap for an address; opened only when somebody asks for it. */
export function mapLink({ street, houseNumber, postalCode, city, country }: Address): string {
  const words = [street, houseNumber, postalCode, city, country].filter(Boolean).join(' ')
  return `https://www.openstreetmap.org/search?query=${encodeURIComponent(words)}`
}

const hosts: Partial<Record<DetailKind, string>> = {
  web: '',
  linkedin: 'www.linkedin.com/in/',
  xing: 'www.xing.com/profile/',
  x: 'x.com/',
  facebook: 'www.facebook.com/',
  instagram: 'www.instagram.com/',
  youtube: 'www.youtube.com/',
  telegram: 't.me/',
}

/** Only http and https; a bare name of a page or an account becomes one. */
function webLink(value: string, host: string | undefined): string | undefined {
  if (host === undefined) return undefined
  const written = /^https?:\/\//i.test(value)
    ? value
    : `https://${value.includes('.') && value.includes('/') ? '' : host}${value.replace(/^@/, '')}`
  return URL.canParse(written) ? new URL(written).href : undefined
}
