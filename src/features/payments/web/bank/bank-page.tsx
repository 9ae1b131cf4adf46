import { IconChecks } from '@tabler/icons-react'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { EmptyList, EmptyResult, ListError } from '#ui/list/list-states.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import { useText } from '#ui/texts.ts'
import type { BankStatement } from '../../bank.ts'
import '../payments.css'
import './bank.css'
import { entriesQuery, statementsQuery, useBank, type EntryFilter } from './bank-api.ts'
import { EntryRow } from './entry-row.tsx'
import { ImportPart } from './import-part.tsx'
import { StatementsPart } from './statements-part.tsx'

const STATES = ['open', 'matched', 'ignored', 'all'] as const

/** What the bank says of the firm's account, and which documents it pays; for administrators. */
export function BankPage() {
  const t = useText()
  const isAdmin = useUser().role === 'admin'
  const { data, error, refetch } = useQuery({ ...statementsQuery, enabled: isAdmin })
  if (!isAdmin) return <EmptyList title={t('payments.bank')} text={t('bank.admins')} />
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return data.length === 0 ? <Beginning /> : <Desk statements={data} />
}

/** Nothing was read yet: what it is good for, and where one gets such a file. */
function Beginning() {
  const t = useText()
  return (
    <div className="pay-scroll">
      <div className="bank-beginning">
        <h1>{t('bank.begin_title')}</h1>
        <p>{t('bank.begin_text')}</p>
        <ImportPart />
        <h2>{t('bank.where_title')}</h2>
        <ul className="bank-where">
          {(['online', 'ebics', 'names', 'safe'] as const).map((one) => (
            <li key={one}>{t(`bank.where.${one}`)}</li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function Desk({ statements }: { statements: BankStatement[] }) {
  const t = useText()
  const bank = useBank()
  const [search, setSearch] = useSearchParams()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), 200)
  const state = STATES.find((one) => one === search.get('state')) ?? 'open'
  const statement = statements.find(({ id }) => id === search.get('statement'))?.id
  const filter: EntryFilter = {
    ...(state !== 'all' && { state }),
    ...(statement && { statement }),
    ...(q && { q }),
  }
  const asked = useInfiniteQuery({ ...entriesQuery(filter), placeholderData: keepPreviousData })
  const entries = asked.data?.pages.flatMap(({ items }) => items) ?? []
  const open = asked.data?.pages[0]?.open ?? 0
  const isSure = entries.some(({ suggestions }) => suggestions[0]?.sure === 'certain')
  const narrow = (next: Record<string, string | undefined>) =>
    setSearch(
      Object.fromEntries(
        Object.entries({ state, statement, ...next }).filter(
          (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== 'open',
        ),
      ),
      { replace: true },
    )
  return (
    <div className="pay-screen">
      <div className="list-bar">
        <h1 className="list-title">{t('payments.bank')}</h1>
        <div className="views">
          {STATES.map((one) => (
            <button
              key={one}
              type="button"
              className="tab"
              aria-pressed={state === one}
              onClick={() => narrow({ state: one })}
            >
              {t(`bank.tab.${one}`)} {one === 'open' && open > 0 && <span className="muted num">{open}</span>}
            </button>
          ))}
        </div>
        <span className="grow" />
        <div className="search">
          <input
            type="search"
            aria-label={t('bank.find')}
            placeholder={t('bank.find')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        {isSure && (
          <button
            type="button"
            className="button primary bar-button"
            aria-label={t('bank.accept_all')}
            onClick={() => void bank.acceptCertain()}
          >
            <IconChecks size={16} stroke={2} />
            <span>{t('bank.accept_all')}</span>
          </button>
        )}
      </div>
      <div className="bank-desk">
        <aside className="bank-side" aria-label={t('bank.statements')}>
          <ImportPart />
          <StatementsPart
            {...{ statements }}
            chosen={statement}
            onChoose={(id) => narrow({ statement: id, state: id ? 'all' : 'open' })}
          />
        </aside>
        <div className="bank-main">
          {asked.error && !asked.data ? (
            <ListError error={asked.error} onRetry={() => void asked.refetch()} />
          ) : asked.data && entries.length === 0 ? (
            <Nothing
              isOpen={state === 'open' && !q && !statement}
              onClear={() => {
                setTyped('')
                narrow({ state: 'all', statement: undefined })
              }}
            />
          ) : (
            <ul className="bank-entries">
              {entries.map((entry) => (
                <EntryRow key={entry.id} entry={entry} />
              ))}
            </ul>
          )}
          {asked.hasNextPage && (
            <button type="button" className="button pay-more" onClick={() => void asked.fetchNextPage()}>
              {t('bank.more_entries')}
            </button>
          )}
        </div>
      </div>
    </div>
  )
}

function Nothing({ isOpen, onClear }: { isOpen: boolean; onClear: () => void }) {
  const t = useText()
  return isOpen ? (
    <EmptyList title={t('bank.all_done_title')} text={t('bank.all_done')} />
  ) : (
    <EmptyResult onClear={onClear} />
  )
}
