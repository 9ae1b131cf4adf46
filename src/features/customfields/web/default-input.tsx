import { MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useLanguage, useText } from '#ui/texts.ts'
import type { CustomField, CustomValue } from '../custom-field.ts'

interface DefaultInputProps {
  field: Pick<CustomField, 'type' | 'options' | 'defaultValue'>
  error: string | undefined
  onChange: (value: CustomValue) => void
}

/** What a new record has in this field; the input suits the type. A user or a contact is never given by default. */
export function DefaultInput({ field, error, onChange }: DefaultInputProps) {
  const t = useText()
  const german = useLanguage() === 'de'
  const { type, defaultValue: value } = field
  const label = t('fields.default')
  const shared = { label, error }
  const plain = typeof value === 'string' ? value : ''
  const none = { value: '', label: t('fields.default_none') }
  switch (type) {
    case 'user':
    case 'contact':
    case 'heading':
      return null
    case 'boolean':
      return (
        <NativeSelect
          {...shared}
          value={value === null ? '' : String(value)}
          data={[none, { value: 'true', label: t('yes') }, { value: 'false', label: t('no') }]}
          onChange={({ currentTarget: { value } }) => onChange(value === '' ? null : value === 'true')}
        />
      )
    case 'choice':
      return (
        <NativeSelect
          {...shared}
          value={plain}
          data={[none, ...optionsOf(field).map((option) => ({ value: option, label: option }))]}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    case 'choices':
      return (
        <MultiSelect
          {...shared}
          value={Array.isArray(value) ? value : []}
          data={optionsOf(field)}
          onChange={(chosen) => onChange(chosen.length ? chosen : null)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...shared}
          hideControls
          decimalSeparator={german ? ',' : '.'}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : null)}
        />
      )
    case 'date':
      return <DayInput {...shared} value={plain || null} onChange={onChange} />
    case 'longText':
      return (
        <Textarea
          {...shared}
          rows={3}
          value={plain}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
    default:
      return (
        <TextInput
          {...shared}
          value={plain}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
  }
}

function optionsOf({ options }: Pick<CustomField, 'options'>): string[] {
  return [...new Set(options.map((option) => option.trim()).filter(Boolean))]
}
