import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText } from '../texts.ts'
import type { Filter } from './description.ts'
import { Ticks } from './ticks.tsx'

interface RecordFilterProps {
  filter: Extract<Filter, { kind: 'record' }>
  chosen: string[]
  onChange: (values: string[]) => void
}

/** Narrows to one record out of more than a list could show: the server finds it while one types. */
export function RecordFilter({ filter, chosen, onChange }: RecordFilterProps) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const { data = [], isPending } = useQuery({
    queryKey: [filter.of, 'filter', filter.id, q],
    queryFn: ({ signal }) => filter.find(q, signal),
    placeholderData: keepPreviousData,
  })
  const known = filter.options.filter(({ value }) => chosen.includes(value))
  const found = data.filter(({ value }) => !chosen.includes(value))
  return (
    <>
      <input
        className="field"
        placeholder={t('filter.find')}
        aria-label={t('filter.find')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {!isPending && (
        <Ticks
          options={[...known, ...found]}
          chosen={chosen}
          onToggle={(value) => onChange(chosen.includes(value) ? [] : [value])}
        />
      )}
    </>
  )
}
