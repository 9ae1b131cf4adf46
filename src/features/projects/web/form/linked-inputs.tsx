import { IconX } from '@tabler/icons-react'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import type { OpportunityPage } from '#features/opportunities/opportunity-list.ts'
import { ask } from '#ui/api/request.ts'
import { RecordChooser, type Choice } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import type { ProjectDraft } from './project-draft.ts'

interface ContactsInputProps {
  value: ProjectDraft['contacts']
  onChange: (contacts: ProjectDraft['contacts']) => void
}

/** With whom the project is: one field that finds, and those found as chips below it. */
export function ContactsInput({ value, onChange }: ContactsInputProps) {
  const t = useText()
  return (
    <div>
      <RecordChooser
        // Emptied by being another one.
        key={value.length}
        label={t('projects.contacts')}
        kind="contact"
        scope="project"
        value={null}
        find={(q, signal) => findContacts(q, signal)}
        onChange={(one) =>
          one && onChange([...value.filter(({ id }) => id !== one.id), { id: one.id, displayName: one.name }])
        }
      />
      {value.length > 0 && (
        <ul className="project-chips">
          {value.map((one) => (
            <li key={one.id} className="badge">
              <span className="cut">{one.displayName}</span>
              <button
                type="button"
                aria-label={t('projects.contact_remove', { name: one.displayName })}
                onClick={() => onChange(value.filter(({ id }) => id !== one.id))}
              >
                <IconX size={12} stroke={2} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface OpportunityInputProps {
  value: ProjectDraft['opportunity']
  error: string | undefined
  onChange: (opportunity: ProjectDraft['opportunity']) => void
}

/** The opportunity it follows from. */
export function OpportunityInput({ value, error, onChange }: OpportunityInputProps) {
  const t = useText()
  return (
    <RecordChooser
      label={t('projects.opportunity')}
      kind="opportunity"
      scope="project"
      value={value && { id: value.id, name: value.title }}
      find={findOpportunities}
      error={error}
      onChange={(choice) => onChange(choice && { id: choice.id, title: choice.name })}
    />
  )
}

async function findOpportunities(q: string, signal: AbortSignal): Promise<Choice[]> {
  const { items } = await ask<OpportunityPage>('GET', '/opportunities', {
    query: { q, limit: '20' },
    signal,
  })
  return items.map(({ id, title }) => ({ id, name: title }))
}
