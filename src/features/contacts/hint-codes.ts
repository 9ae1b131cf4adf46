/** Everything a hint can be about; screens have a sentence for each. */
export const HINT_CODES = [
  'salutation.gender',
  'name.swapped',
  'name.shouted',
  'name.small',
  'phone.impossible',
  'phone.mobile_as_fax',
  'phone.fixed_as_mobile',
  'email.typo',
  'address.place',
  'address.house_number',
  'birthday.future',
  'birthday.age',
  'iban',
  'vat_id',
] as const
export type HintCode = (typeof HINT_CODES)[number]

/** What a contact lacks; the other flaws are the codes of its hints, and `suspicious` when it has any. */
export const GAPS = ['no_email', 'no_phone', 'no_address'] as const
