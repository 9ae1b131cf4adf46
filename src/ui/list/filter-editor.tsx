import { useState } from 'react'
import { useText } from '../texts.ts'
import type { Filter, FilterValues, Option } from './description.ts'
import { withFilter } from './list-state.ts'
import { RecordFilter } from './record-filter.tsx'
import { Ticks } from './ticks.tsx'

interface FilterEditorProps {
  filter: Filter
  values: FilterValues
  onChange: (values: FilterValues) => void
}

const inputs = { dateRange: 'date', numberRange: 'number', textRange: 'text' } as const

/** Sets one filter; every change is shown in the list at once. */
export function FilterEditor({ filter, values, onChange }: FilterEditorProps) {
  const t = useText()
  const set = (param: string, chosen: string[]) => onChange(withFilter(values, param, chosen))
  switch (filter.kind) {
    case 'one':
      return (
        <Options
          options={filter.options}
          chosen={values[filter.param] ?? []}
          onChange={(next) => set(filter.param, next.slice(-1))}
        />
      )
    case 'choice':
    case 'choices':
    case 'user':
      return (
        <Options
          options={filter.options}
          chosen={values[filter.param] ?? []}
          onChange={(next) => set(filter.param, next)}
        />
      )
    case 'record':
      return (
        <RecordFilter
          filter={filter}
          chosen={values[filter.param] ?? []}
          onChange={(next) => set(filter.param, next)}
        />
      )
    case 'boolean': {
      const options = [
        { value: 'true', label: t('yes') },
        { value: 'false', label: t('no') },
      ]
      const chosen = values[filter.param] ?? []
      return (
        <Options options={options} chosen={chosen} onChange={(next) => set(filter.param, next.slice(-1))} />
      )
    }
    case 'text':
      return (
        <Value
          type="text"
          label={t('filter.contains')}
          value={values[filter.param]?.[0]}
          onChange={(next) => set(filter.param, next)}
        />
      )
    default: {
      const type = inputs[filter.kind]
      return (
        <div className="filter-range">
          {type === 'date' && (
            <Spans
              onChoose={({ from, to }) =>
                onChange(withFilter(withFilter(values, filter.from, [from]), filter.to, [to]))
              }
            />
          )}
          <Value
            type={type}
            label={t('filter.from')}
            value={values[filter.from]?.[0]}
            onChange={(next) => set(filter.from, next)}
          />
          <Value
            type={type}
            label={t('filter.to')}
            value={values[filter.to]?.[0]}
            onChange={(next) => set(filter.to, next)}
          />
        </div>
      )
    }
  }
}

const spans = ['today', 'yesterday', 'this_month', 'last_month'] as const

/** The spans of days one asks for most. */
function Spans({ onChoose }: { onChoose: (span: { from: string; to: string }) => void }) {
  const t = useText()
  return (
    <div className="filter-spans">
      {spans.map((span) => (
        <button
          key={span}
          type="button"
          className="button small"
          onClick={() => onChoose(daysOf(span, new Date()))}
        >
          {t(`filter.${span}`)}
        </button>
      ))}
    </div>
  )
}

function daysOf(span: (typeof spans)[number], now: Date): { from: string; to: string } {
  const [y, m, d] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const between = (from: Date, to: Date) => ({ from: isoDay(from), to: isoDay(to) })
  if (span === 'this_month') return between(new Date(y, m, 1), new Date(y, m + 1, 0))
  if (span === 'last_month') return between(new Date(y, m - 1, 1), new Date(y, m, 0))
  const day = new Date(y, m, span === 'today' ? d : d - 1)
  return between(day, day)
}

/** The day here, not in Greenwich. */
function isoDay(date: Date): string {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function Value(props: {
  type: string
  label: string
  value: string | undefined
  onChange: (values: string[]) => void
}) {
  return (
    <label className="filter-value">
      {props.label}
      <input
        className="field"
        type={props.type}
        value={props.value ?? ''}
        onChange={(event) => props.onChange(event.target.value ? [event.target.value] : [])}
      />
    </label>
  )
}

/** Beyond so many, one searches among the options. */
const searchFrom = 8

function Options({
  options,
  chosen,
  onChange,
}: {
  options: Option[]
  chosen: string[]
  onChange: (values: string[]) => void
}) {
  const t = useText()
  const [typed, setTyped] = useState('')
  const fitting = options.filter((option) => option.label.toLowerCase().includes(typed.toLowerCase()))
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
  return (
    <>
      {options.length > searchFrom && (
        <input
          className="field"
          placeholder={t('filter.find')}
          aria-label={t('filter.find')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      <Ticks options={fitting} chosen={chosen} onToggle={toggle} />
    </>
  )
}
