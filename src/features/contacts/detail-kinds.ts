/** The ways to reach somebody. Each kind has at most one primary row. */
export const DETAIL_KINDS = [
  'email',
  'phone',
  'address',
  'web',
  'iban',
  'linkedin',
  'xing',
  'x',
  'facebook',
  'instagram',
  'youtube',
  'whatsapp',
  'telegram',
  'signal',
  'skype',
  'livejournal',
  'myspace',
  'gmail',
  'blogger',
  'yahoo',
  'msn',
  'icq',
  'jabber',
  'aim',
  'vk',
  'other',
] as const

export const PHONE_CATEGORIES = ['work', 'mobile', 'home', 'direct', 'fax', 'other'] as const
export const ADDRESS_CATEGORIES = ['work', 'office', 'home', 'postal', 'billing', 'other'] as const
export const PLAIN_CATEGORIES = ['work', 'home', 'other'] as const
export type Category = (typeof PHONE_CATEGORIES)[number] | (typeof ADDRESS_CATEGORIES)[number]

/** What rows of this kind may be called. Screens read it here, without loading the checks. */
export function categoriesOf(kind: (typeof DETAIL_KINDS)[number]): readonly string[] {
  return kind === 'phone' ? PHONE_CATEGORIES : kind === 'address' ? ADDRESS_CATEGORIES : PLAIN_CATEGORIES
}
