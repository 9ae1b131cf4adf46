import type { Category } from '../detail-kinds.ts'
import type { DetailKind } from '../detail.ts'

// What cards call the ways to reach somebody.

/** Kinds that are a profile somewhere, with the name of the place as other programs write it. */
export const PROFILES: Partial<Record<DetailKind, string>> = {
  linkedin: 'LinkedIn',
  xing: 'Xing',
  x: 'Twitter',
  facebook: 'Facebook',
  instagram: 'Instagram',
  youtube: 'YouTube',
  livejournal: 'LiveJournal',
  myspace: 'MySpace',
  blogger: 'Blogger',
  vk: 'VK',
}

/** Kinds that are an address for messages: the name of the service, and the scheme of its addresses. */
export const MESSENGERS: Partial<Record<DetailKind, readonly [service: string, scheme: string]>> = {
  whatsapp: ['WhatsApp', 'whatsapp'],
  telegram: ['Telegram', 'tg'],
  signal: ['Signal', 'sgnl'],
  skype: ['Skype', 'skype'],
  yahoo: ['Yahoo', 'ymsgr'],
  msn: ['MSN', 'msnim'],
  icq: ['ICQ', 'icq'],
  jabber: ['Jabber', 'xmpp'],
  aim: ['AIM', 'aim'],
}

/** Lines of their own that older programs write. */
export const OLD_LINES: Record<string, DetailKind> = {
  'X-SKYPE': 'skype',
  'X-SKYPE-USERNAME': 'skype',
  'X-ICQ': 'icq',
  'X-JABBER': 'jabber',
  'X-AIM': 'aim',
  'X-MSN': 'msn',
  'X-YAHOO': 'yahoo',
  'X-TWITTER': 'x',
  'X-KONTOR-IBAN': 'iban',
  'X-KONTOR-OTHER': 'other',
}

/** Labels for what no type of a vCard says; the first word of each is German, the second English. */
export const LABELS: Partial<Record<Category, readonly string[]>> = {
  direct: ['Durchwahl', 'Direct'],
  office: ['Büro', 'Office'],
  postal: ['Lieferadresse', 'Delivery', 'Lieferanschrift', 'Shipping'],
  billing: ['Rechnungsadresse', 'Billing', 'Rechnungsanschrift', 'Invoice'],
  other: ['Sonstige', 'Other', 'Andere', 'Sonstiges'],
}

/** Labels of Apple and Google, and words people write, for what a type would say. */
export const TYPE_LABELS: Record<string, Category> = {
  home: 'home',
  privat: 'home',
  zuhause: 'home',
  work: 'work',
  arbeit: 'work',
  geschäftlich: 'work',
  homepage: 'work',
  profile: 'work',
  school: 'other',
  mobile: 'mobile',
  mobil: 'mobile',
  handy: 'mobile',
  iphone: 'mobile',
  main: 'work',
  homefax: 'fax',
  workfax: 'fax',
  otherfax: 'fax',
  fax: 'fax',
}

/** An address of mail that Kontor keeps as a kind of its own. */
export const GMAIL = 'GMail'
