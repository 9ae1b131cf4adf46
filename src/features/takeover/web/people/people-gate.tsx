import { IconPlugConnected } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Account } from '#features/groupware/account.ts'
import { useAccounts } from '#features/groupware/web/groupware-api.ts'
import { Waiting } from '#features/settings/web/settings-page.tsx'
import { useUser } from '#ui/api/session.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import './people.css'

interface PeopleGateProps {
  title: string
  children: (account: Account, choice: ReactNode) => ReactNode
}

/** Lets in who has an account with an address book; says to everybody else how to come by one. */
export function PeopleGate({ title, children }: PeopleGateProps) {
  const t = useText()
  const isGuest = useUser().role === 'guest'
  const [params, setParams] = useSearchParams()
  const { data, error, refetch } = useAccounts(false, !isGuest)
  const able = data?.filter(({ kind, carddav }) => kind === 'graph' || (kind === 'open' && carddav))
  const account = able?.find(({ id }) => id === params.get('account')) ?? able?.[0]
  if (account && able)
    return children(
      account,
      able.length > 1 ? (
        <AccountChoice
          accounts={able}
          value={account.id}
          // Another account begins anew.
          onChange={(id) => setParams({ account: id }, { replace: true })}
        />
      ) : null,
    )
  return (
    <div className="people-gate">
      <h1>{title}</h1>
      {isGuest ? (
        <EmptyList title={t('people.guest')} text={t('people.guest_text')} />
      ) : error && !data ? (
        <ListError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Waiting lines={4} />
      ) : (
        <EmptyList title={t('people.no_account')} text={t('people.no_account_text')}>
          <Link className="button primary" to="/settings/groupware">
            <IconPlugConnected size={16} stroke={1.75} />
            {t('people.connect')}
          </Link>
        </EmptyList>
      )}
    </div>
  )
}

interface AccountChoiceProps {
  accounts: Account[]
  value: string
  onChange: (id: string) => void
}

function AccountChoice({ accounts, value, onChange }: AccountChoiceProps) {
  const t = useText()
  return (
    <select
      className="field people-account"
      aria-label={t('people.account')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      {accounts.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}
