import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { openOpportunityForm } from '../dialogs.ts'
import { opportunitiesQuery } from '../opportunity-api.ts'
import { Close, RestrictedMark, StageMark, StaleMark, worth } from '../opportunity-parts.tsx'

/** So many stand on the page of a contact; the list shows them all. */
const SHOWN = 50

/** The opportunities a contact takes part in, of a company with those of its persons. */
export function ContactOpportunities({ contact }: { contact: Contact }) {
  const t = useText()
  const guest = useUser().role === 'guest'
  const params = `participant=${contact.id}&limit=${SHOWN}`
  const { data, error } = useQuery({ ...opportunitiesQuery(params), enabled: !guest })
  if (guest) return <p className="empty-line">{t('opportunities.guests')}</p>
  const { id, displayName } = contact
  return (
    <div className="contact-opportunities">
      <div>
        <button
          type="button"
          className="button small"
          onClick={() => void openOpportunityForm({ contact: { id, displayName } })}
        >
          <IconPlus size={14} stroke={1.75} />
          {t('opportunities.new')}
        </button>
      </div>
      {error && !data && <p className="empty-line">{t('opportunities.failed')}</p>}
      {data?.items.length === 0 && <p className="empty-line">{t('opportunities.contact_empty')}</p>}
      <ul>
        {data?.items.map((one) => (
          <li key={one.id}>
            <span className="grow">
              <Link to={`/opportunities/${one.id}`} className="cut">
                {one.title}
              </Link>
              <StageMark stage={one.stage} />
            </span>
            <RestrictedMark opportunity={one} />
            <StaleMark opportunity={one} />
            <Close opportunity={one} />
            <strong className="num">{worth(one)}</strong>
          </li>
        ))}
      </ul>
      {data?.nextCursor && (
        <Link to={`/opportunities?participant=${contact.id}`}>{t('opportunities.contact_all')}</Link>
      )}
    </div>
  )
}
