import type { Contact } from '#features/contacts/contact.ts'
import type { DetailKind } from '#features/contacts/detail.ts'
import { detailText } from '#features/contacts/web/page/detail-words.ts'
import { formatDay } from '#ui/format.ts'
import type { Translate } from '#ui/texts.ts'

/** One field of two contacts in words. */
export interface PairLine {
  name: string
  left: string
  right: string
  same: boolean
}

/** What tells two contacts apart or together, as far as one of them says something. */
export function pairLines(t: Translate, left: Contact, right: Contact): PairLine[] {
  const fields: [string, (contact: Contact) => string][] = [
    [t('contacts.first_name'), ({ firstName }) => firstName ?? ''],
    [t('contacts.last_name'), ({ lastName }) => lastName ?? ''],
    [t('contacts.company'), ({ companyName }) => companyName ?? ''],
    [t('contacts.position'), ({ position }) => position ?? ''],
    [t('contacts.email'), (contact) => values(contact, 'email')],
    [t('contacts.phone'), (contact) => values(contact, 'phone')],
    [t('contacts.address'), (contact) => values(contact, 'address')],
    [t('contacts.birthday'), ({ birthday }) => (birthday ? formatDay(birthday) : '')],
    [t('contacts.vat_id'), ({ vatId }) => vatId ?? ''],
    [t('contacts.tags'), ({ tags }) => tags.join(', ')],
  ]
  return fields.flatMap(([name, say]) => {
    const [one, other] = [say(left), say(right)]
    return one || other ? [{ name, left: one, right: other, same: one === other }] : []
  })
}

function values({ details }: Contact, kind: DetailKind): string {
  return details
    .filter((row) => row.kind === kind)
    .map((row) => ('formatted' in row && row.formatted) || detailText(row.value))
    .join(', ')
}
