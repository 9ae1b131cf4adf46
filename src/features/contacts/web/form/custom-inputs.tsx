import { Checkbox, MultiSelect, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { RecordChooser } from '#ui/inputs/record-chooser.tsx'
import { useLanguage } from '#ui/texts.ts'
import { contactQuery, findContacts, type Vocabulary } from '../contact-api.ts'

interface CustomInputProps {
  field: CustomField
  value: unknown
  known: Pick<Vocabulary, 'users'>
  error: string | undefined
  onChange: (value: unknown) => void
}

/** The input for a field of the firm, by its type. */
export function CustomInput({ field, value, known, error, onChange }: CustomInputProps) {
  const german = useLanguage() === 'de'
  const shared = {
    label: field.name,
    description: field.hint || undefined,
    required: field.required,
    error,
  }
  const words = typeof value === 'string' ? value : ''
  const typed = (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value || null)
  switch (field.type) {
    case 'heading':
      return <h4 className="custom-heading">{field.name}</h4>
    case 'longText':
      return <Textarea {...shared} className="whole" autosize minRows={2} value={words} onChange={typed} />
    case 'number':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          decimalSeparator={german ? ',' : '.'}
          thousandSeparator={german ? '.' : ','}
          allowedDecimalSeparators={[',', '.']}
          hideControls
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      )
    case 'date':
      return (
        <DayInput
          label={field.name}
          required={field.required}
          error={error}
          value={words || null}
          onChange={onChange}
        />
      )
    case 'boolean':
      return (
        <Checkbox
          className="custom-check"
          label={field.name}
          description={shared.description}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'choice':
      return (
        <Select
          {...shared}
          data={field.options}
          value={words || null}
          clearable={!field.required}
          searchable={field.options.length > 8}
          onChange={onChange}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          data={field.options}
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(next) => onChange(next.length ? next : null)}
        />
      )
    case 'user': {
      const users = known.users.filter((user) => user.active || user.id === value)
      const lines = users.map(({ id, name }) => ({ value: id, label: name }))
      return (
        <Select {...shared} searchable clearable data={lines} value={words || null} onChange={onChange} />
      )
    }
    case 'contact':
      return <ContactInput field={field} id={words} error={error} onChange={onChange} />
    default:
      return <TextInput {...shared} type={inputType(field.type)} value={words} onChange={typed} />
  }
}

function ContactInput(props: {
  field: CustomField
  id: string
  error: string | undefined
  onChange: (id: string | null) => void
}) {
  const { field, id } = props
  const { data } = useQuery({ ...contactQuery(id), enabled: id !== '' })
  return (
    <RecordChooser
      label={field.name}
      kind="contact"
      scope="any"
      required={field.required}
      error={props.error}
      value={id ? { id, name: data?.displayName ?? '…' } : null}
      find={findContacts}
      onChange={(choice) => props.onChange(choice?.id ?? null)}
    />
  )
}

function inputType(type: CustomField['type']): string {
  return type === 'email' ? 'email' : type === 'phone' ? 'tel' : type === 'link' ? 'url' : 'text'
}
