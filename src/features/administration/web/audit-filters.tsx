import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { usersQuery } from '#features/users/web/users-api.ts'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { useText } from '#ui/texts.ts'
import { actionWords, kindWords } from './audit-words.ts'

const usual = ['created', 'changed', 'deleted']
const label = [...usual, 'merged']

/** What can happen to which kind of record. */
const actions: Record<string, string[]> = {
  contact: [...usual, 'restored', 'erased', 'relabelled', 'overruled'],
  history: [...usual, 'relabelled'],
  task: [...usual, 'restored', 'erased', 'overruled'],
  opportunity: [...usual, 'restored', 'erased'],
  event: [...usual, 'restored', 'erased'],
  project: [...usual, 'restored', 'erased'],
  item: [...usual, 'restored', 'erased', 'stocked'],
  tax: usual,
  invoice: [...usual, 'restored', 'issued', 'cancelled', 'status'],
  'bank-statement': ['imported'],
  'bank-entry': ['changed'],
  'reminder-letter': ['created', 'sent'],
  'base-rate': ['changed'],
  rate: [...usual, 'imported'],
  file: ['created', 'renamed', 'replaced', 'deleted'],
  user: ['created', 'changed', 'password_set', 'signed_out'],
  group: usual,
  token: ['created'],
  session: ['ended'],
  settings: ['changed'],
  customField: usual,
  view: usual,
  mail: ['retried'],
  tags: label,
  'contact-types': label,
  temperatures: label,
  'history-categories': label,
  'task-categories': label,
  'lost-reasons': label,
}

const params = ['by', 'kind', 'action', 'from', 'to', 'record'] as const
type Param = (typeof params)[number]

interface Filters {
  query: Partial<Record<Param, string>> & Record<string, string>
  set: (change: Partial<Record<Param, string>>) => void
}

/** The filters, which stand in the address: it can be kept and passed on. */
export function useAuditFilters(): Filters {
  const [search, setSearch] = useSearchParams()
  const query = Object.fromEntries(
    params.flatMap((param) => (search.get(param) ? [[param, search.get(param) ?? '']] : [])),
  )
  const set: Filters['set'] = (change) => {
    const next = Object.entries({ ...query, ...change }).filter(([, value]) => value)
    setSearch(next, { replace: true })
  }
  return { query, set }
}

/** Who, what and when. */
export function AuditFilters({ query, set }: Filters) {
  const t = useText()
  const { data: users = [] } = useQuery(usersQuery)
  const { kind = '' } = query
  const verbs = actions[kind] ?? []
  return (
    <div className="filters">
      <Choice label={t('audit.by')} value={query.by} onChange={(by) => set({ by })}>
        {users.map(({ id, name }) => [id, name])}
      </Choice>
      <Choice label={t('audit.kind')} value={kind} onChange={(kind) => set({ kind, action: '' })}>
        {Object.keys(actions).map((kind) => [kind, kindWords(t, kind)])}
      </Choice>
      {verbs.length > 1 && (
        <Choice label={t('audit.action')} value={query.action} onChange={(action) => set({ action })}>
          {verbs.map((verb) => [`${kind}.${verb}`, actionWords(t, verb)])}
        </Choice>
      )}
      {(['from', 'to'] as const).map((end) => (
        <DayInput
          key={end}
          label={t(`audit.${end}`)}
          value={query[end] ?? null}
          onChange={(day) => set({ [end]: day ?? '' })}
        />
      ))}
      {Object.keys(query).length > 0 && (
        <button
          type="button"
          className="button ghost"
          onClick={() => set({ by: '', kind: '', action: '', from: '', to: '', record: '' })}
        >
          {t('filter.clear')}
        </button>
      )}
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string | undefined
  onChange: (value: string) => void
  children: (readonly [string, string])[]
}

function Choice({ label, value = '', onChange, children }: ChoiceProps) {
  const t = useText()
  return (
    <label>
      {label}
      <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        <option value="">{t('audit.all')}</option>
        {children.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
