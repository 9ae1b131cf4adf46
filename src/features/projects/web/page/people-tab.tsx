import { IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { findContacts } from '#features/contacts/web/contact-api.ts'
import { ownerChoices } from '#features/users/web/choices.ts'
import { Face } from '#ui/face.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Project } from '../../project.ts'
import { useChangeProject, useProjectWords, writtenOf } from '../project-api.ts'

/** Who does it, and with whom. */
export function PeopleTab({ project }: { project: Project }) {
  return (
    <div className="project-people">
      <Team project={project} />
      <Contacts project={project} />
    </div>
  )
}

function Team({ project }: { project: Project }) {
  const t = useText()
  const change = useChangeProject()
  const known = useProjectWords()
  const mayChange = project.can.includes('change')
  const { members } = writtenOf(project)
  const save = (next: string[]) => void change(project, { members: next }).catch(complain)
  const others = ownerChoices(known).filter(({ value }) => !members.includes(value))
  return (
    <section aria-label={t('projects.members')}>
      <h2>{t('projects.members')}</h2>
      <ul>
        {project.members.map(({ id, name }) => (
          <Line
            key={id}
            name={name}
            {...(mayChange &&
              id !== project.ownerId && { onRemove: () => save(members.filter((one) => one !== id)) })}
          >
            <Face name={name} />
            <span className="cut">{name}</span>
            {id === project.ownerId && <span className="badge">{t('projects.owner')}</span>}
          </Line>
        ))}
      </ul>
      {mayChange && others.length > 0 && (
        <select
          className="field"
          aria-label={t('projects.member_add')}
          value=""
          onChange={({ target }) => target.value && save([...members, target.value])}
        >
          <option value="">{t('projects.member_add')}</option>
          {others.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </section>
  )
}

function Contacts({ project }: { project: Project }) {
  const t = useText()
  const change = useChangeProject()
  const mayChange = project.can.includes('change')
  const { contacts } = writtenOf(project)
  const save = (next: string[]) => void change(project, { contacts: next }).catch(complain)
  return (
    <section aria-label={t('projects.contacts')}>
      <h2>{t('projects.contacts')}</h2>
      {contacts.length === 0 && <p className="empty-line">{t('projects.contacts_empty')}</p>}
      <ul>
        {project.contacts.map(({ id, displayName }) => (
          <Line
            key={id}
            name={displayName}
            {...(mayChange && { onRemove: () => save(contacts.filter((one) => one !== id)) })}
          >
            <Link to={`/contacts/${id}`} className="cut">
              {displayName}
            </Link>
          </Line>
        ))}
      </ul>
      {mayChange && (
        <RecordChooser
          key={contacts.length}
          label={t('projects.contact_add')}
          kind="contact"
          scope="project"
          value={null}
          find={(q, signal) => findContacts(q, signal)}
          onChange={(choice) => choice && save([...contacts, choice.id])}
        />
      )}
    </section>
  )
}

interface LineProps {
  name: string
  children: ReactNode
  onRemove?: () => void
}

function Line({ name, children, onRemove }: LineProps) {
  const t = useText()
  return (
    <li>
      {children}
      {onRemove && (
        <button
          type="button"
          className="icon-button small"
          aria-label={t('projects.contact_remove', { name })}
          onClick={onRemove}
        >
          <IconX size={14} stroke={1.75} />
        </button>
      )}
    </li>
  )
}
