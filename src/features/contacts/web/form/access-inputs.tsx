import { MultiSelect } from '@mantine/core'
import { useText } from '#ui/texts.ts'
import type { Contact } from '../../contact.ts'
import type { Vocabulary } from '../contact-api.ts'
import { visibilityIcons } from '../contact-parts.tsx'

interface ManagersInputProps {
  value: string[]
  known: Vocabulary
  error?: string | undefined
  onChange: (managers: string[]) => void
}

/** Who looks after a contact: users and groups. */
export function ManagersInput({ value, known, error, onChange }: ManagersInputProps) {
  const t = useText()
  const users = known.users.filter((user) => user.active || value.includes(user.id))
  const toLine = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  return (
    <MultiSelect
      label={t('contacts.managers')}
      searchable
      data={[
        { group: t('contacts.form.users'), items: users.map(toLine) },
        { group: t('contacts.form.groups'), items: known.groups.map(toLine) },
      ].filter((group) => group.items.length > 0)}
      {...{ value, error, onChange }}
    />
  )
}

const choices = ['managers', 'read', 'write'] as const

/** Who may see and change a contact, in words. */
export function VisibilityInput(props: {
  value: Contact['visibility']
  onChange: (value: Contact['visibility']) => void
}) {
  const t = useText()
  return (
    <fieldset className="visibility-choice">
      <legend>{t('contacts.visibility')}</legend>
      {choices.map((choice) => {
        const Icon = visibilityIcons[choice]
        return (
          <label key={choice}>
            <input
              type="radio"
              name="visibility"
              checked={props.value === choice}
              onChange={() => props.onChange(choice)}
            />
            <Icon size={16} stroke={1.75} aria-hidden="true" />
            <span>
              {t(`contacts.visibility.${choice}`)}
              <small>{t(`contacts.visibility.${choice}.hint`)}</small>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}
