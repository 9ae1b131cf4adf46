import { IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Opportunity, Participant } from '../../opportunity.ts'
import { useChangeOpportunity } from '../opportunity-api.ts'

/** Who takes part, and as what. */
export function ParticipantsTab({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const change = useChangeOpportunity()
  const { participants, can } = opportunity
  const mayChange = can.includes('change')
  const save = (next: Pick<Participant, 'contactId' | 'role'>[]) =>
    change(opportunity, { participants: next.map(({ contactId, role }) => ({ contactId, role })) })
  return (
    <div className="opportunity-people">
      {participants.length === 0 && <p className="empty-line">{t('opportunities.participants_empty')}</p>}
      <ul>
        {participants.map((one) => (
          <li key={one.contactId}>
            <Link to={`/contacts/${one.contactId}`} className="cut">
              {one.displayName}
            </Link>
            {one.contactId === opportunity.contactId && (
              <span className="badge">{t('opportunities.participant_main')}</span>
            )}
            <span className="grow">
              <EditField
                label={t('opportunities.participant_role_of', { name: one.displayName })}
                value={one.role}
                readOnly={!mayChange}
                placeholder={mayChange ? t('opportunities.participant_role') : ''}
                onSave={(role) =>
                  save(participants.map((other) => (other === one ? { ...one, role } : other)))
                }
              />
            </span>
            {mayChange && one.contactId !== opportunity.contactId && (
              <button
                type="button"
                className="icon-button small"
                aria-label={t('opportunities.participant_remove', { name: one.displayName })}
                onClick={() => void save(participants.filter((other) => other !== one)).catch(complain)}
              >
                <IconX size={14} stroke={1.75} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {mayChange && (
        <RecordChooser
          label={t('opportunities.participant_add')}
          kind="contact"
          scope="participant"
          value={null}
          find={(q, signal) => findContacts(q, signal)}
          onChange={(choice) =>
            choice && void save([...participants, { contactId: choice.id, role: '' }]).catch(complain)
          }
        />
      )}
    </div>
  )
}
