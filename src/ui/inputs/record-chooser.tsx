import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../texts.ts'

export interface Choice {
  id: string
  name: string
  hint?: string
}

interface RecordChooserProps {
  label: string
  /** The kind of record: its answers are kept and refreshed by it. */
  kind: string
  /** Tells choosers of one kind apart that find different records: companies only, for instance. */
  scope?: string
  value: Choice | null
  find: (q: string, signal: AbortSignal) => Promise<Choice[]>
  onChange: (choice: Choice | null) => void
  /** Makes a new record out of what was typed, without leaving the form. */
  onCreate?: (name: string) => Promise<Choice>
  required?: boolean
  error?: string | undefined
}

const newOne = '\u0000new'

/** Chooses a user, a company, a person: asks the server a fifth of a second after the last key. */
export function RecordChooser(props: RecordChooserProps) {
  const t = useText()
  const { value, onCreate, kind } = props
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed === value?.name ? '' : typed.trim(), 200)
  const { data = [], isFetching } = useQuery({
    queryKey: [kind, 'choose', props.scope ?? '', q],
    queryFn: ({ signal }) => props.find(q, signal),
    placeholderData: keepPreviousData,
  })
  const choices = value && !data.some((choice) => choice.id === value.id) ? [value, ...data] : data
  const lines = choices.map((choice) => ({ value: choice.id, label: choice.name }))
  const creatable = onCreate && q && !data.some((choice) => choice.name.toLowerCase() === q.toLowerCase())
  const choose = async (id: string | null) => {
    if (id === newOne && onCreate) props.onChange(await onCreate(q))
    else props.onChange(choices.find((choice) => choice.id === id) ?? null)
  }
  return (
    <Select
      label={props.label}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('clear') }}
      required={props.required ?? false}
      error={props.error}
      value={value?.id ?? null}
      data={creatable ? [...lines, { value: newOne, label: t('chooser.create', { name: q }) }] : lines}
      // The server has chosen already; filtering again would hide what it found by other fields.
      filter={({ options }) => options}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(id) => void choose(id)}
      nothingFoundMessage={t(isFetching ? 'chooser.looking' : q === '' ? 'chooser.type' : 'chooser.none')}
      renderOption={({ option }) => {
        const hint = choices.find((choice) => choice.id === option.value)?.hint
        return (
          <span className="chooser-line">
            {option.label}
            {hint && <span className="muted">{hint}</span>}
          </span>
        )
      }}
    />
  )
}
