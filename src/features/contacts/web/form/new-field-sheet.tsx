import { Checkbox, Select, TagsInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createPortal } from 'react-dom'
import type { CustomField } from '#features/customfields/custom-field.ts'
import { ask } from '#ui/api/request.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { customFieldsQuery } from '../contact-api.ts'
import { fieldWords, wholeWords } from '#ui/api/problem-words.ts'

const types = [
  'text',
  'longText',
  'number',
  'date',
  'boolean',
  'choice',
  'choices',
  'link',
  'email',
  'phone',
  'user',
  'contact',
] as const
const scopes = ['person', 'company', 'both'] as const

/** A new field of the firm, made while filling in a form; it stands there as soon as it is saved. */
export function NewFieldSheet({ kind, onClose }: { kind: 'person' | 'company'; onClose: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [type, setType] = useState<(typeof types)[number]>('text')
  const [appliesTo, setAppliesTo] = useState<(typeof scopes)[number]>(kind)
  const [options, setOptions] = useState<string[]>([])
  const [required, setRequired] = useState(false)
  const [error, setError] = useState<unknown>()
  const errors = fieldWords(error)
  const chosen = type === 'choice' || type === 'choices'
  const save = async () => {
    const body = { name, type, appliesTo, required, ...(chosen && { options }) }
    try {
      await ask<CustomField>('POST', '/custom-fields', { body })
      await client.invalidateQueries({ queryKey: customFieldsQuery.queryKey })
      onClose()
    } catch (problem) {
      setError(problem)
    }
  }
  // Beside the form, not inside it: a form may not lie in another one.
  return createPortal(
    <FormSheet
      title={t('contacts.form.new_field')}
      dirty={name !== ''}
      problem={error === undefined ? undefined : wholeWords(error, true)}
      action={t('contacts.form.add_field')}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextInput
        label={t('contacts.field.name')}
        required
        autoFocus
        maxLength={255}
        value={name}
        error={errors['name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label={t('contacts.field.type')}
        allowDeselect={false}
        data={types.map((value) => ({ value, label: t(`contacts.field.type.${value}`) }))}
        value={type}
        onChange={(value) => value && setType(value)}
      />
      {chosen && (
        <TagsInput
          label={t('contacts.field.options')}
          description={t('contacts.field.options.hint')}
          value={options}
          error={errors['options']}
          acceptValueOnBlur
          onChange={setOptions}
        />
      )}
      <Select
        label={t('contacts.field.for')}
        allowDeselect={false}
        data={scopes.map((value) => ({ value, label: t(`contacts.field.for.${value}`) }))}
        value={appliesTo}
        onChange={(value) => value && setAppliesTo(value)}
      />
      <Checkbox
        label={t('contacts.field.required')}
        checked={required}
        onChange={(event) => setRequired(event.currentTarget.checked)}
      />
    </FormSheet>,
    document.body,
  )
}
