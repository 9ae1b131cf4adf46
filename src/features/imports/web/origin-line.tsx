import { useQuery } from '@tanstack/react-query'
import type { Contact } from '#features/contacts/contact.ts'
import { ask } from '#ui/api/request.ts'
import { formatDay } from '#ui/format.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { ContactOrigin, Origin } from '../import.ts'

/** Where a contact comes from, if an import brought it: file, source, legal basis. */
export function OriginLine({ contact }: { contact: Contact }) {
  const t = useText()
  const { data } = useQuery({
    queryKey: ['contact', contact.id, 'origin'],
    queryFn: ({ signal }) => ask<ContactOrigin>('GET', `/contacts/${contact.id}/origin`, { signal }),
  })
  const from = data?.import
  if (!from) return null
  const told = from.origin ? originWords(t, from.origin) : []
  return (
    <p className="origin-line muted">
      <strong>{t('imports.origin.title')}</strong>{' '}
      {t('imports.origin.of', { name: from.name, who: from.byName, day: formatDay(from.at) })}
      {told.length > 0 && ` · ${told.join(' · ')}`}
    </p>
  )
}

/** Source and legal basis in words, as far as they were said. */
export function originWords(t: Translate, { source, basis, day }: Origin): string[] {
  const ground = basis && t(`imports.basis.${basis}`)
  const dated =
    ground && day ? t('imports.origin.consent_on', { basis: ground, day: formatDay(day) }) : ground
  return [source, dated ?? ''].filter(Boolean)
}
