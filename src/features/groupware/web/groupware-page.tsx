import { IconPlus } from '@tabler/icons-react'
import { useState, type ComponentType } from 'react'
import { useSearchParams } from 'react-router'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { text, useText } from '#ui/texts.ts'
import { problemWords } from '#ui/api/problem-words.ts'
import { AccountCard } from './account-card.tsx'
import { AccountPage, type AccountPartsOf } from './account/account-page.tsx'
import { ConnectSheet } from './connect/connect-sheet.tsx'
import { useAccounts } from './groupware-api.ts'
import './groupware.css'

/** The screen of the accounts, with what higher features add to the page of one. */
export function groupwareWith(Parts: AccountPartsOf): ComponentType {
  return function GroupwareScreen() {
    return <GroupwarePage Parts={Parts} />
  }
}

/** The accounts of a user and of the own groups; one of them as a page of its own. */
function GroupwarePage({ Parts }: { Parts: AccountPartsOf }) {
  const t = useText()
  const [params, setParams] = useSearchParams()
  const { data, error, refetch } = useAccounts()
  const [isOpen, setOpen] = useState(false)
  const refused = params.get('refused')
  const chosen = data?.find(({ id }) => id === params.get('account'))
  if (chosen) return <AccountPage account={chosen} Parts={Parts} />
  const connect = (
    <button type="button" className="button primary" onClick={() => setOpen(true)}>
      <IconPlus size={16} stroke={2} />
      {t('groupware.connect')}
    </button>
  )
  return (
    <SettingsPage title={t('groupware')} text={t('groupware.text')} actions={connect}>
      {refused && (
        <p className="notice" role="alert">
          {t('groupware.not_signed_in')} {refusalWords(refused)}
        </p>
      )}
      {error && !data ? (
        <ListError error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Waiting lines={4} />
      ) : data.length === 0 ? (
        <EmptyList title={t('groupware.none')} text={t('groupware.none_text')} />
      ) : (
        <ul className="account-cards" aria-label={t('groupware.accounts')}>
          {data.map((account) => (
            <AccountCard key={account.id} account={account} />
          ))}
        </ul>
      )}
      {isOpen && (
        <ConnectSheet onConnected={({ id }) => setParams({ account: id })} onClose={() => setOpen(false)} />
      )}
    </SettingsPage>
  )
}

/** Why whoever came back from a provider is not signed in; saying no there is no fault of an account. */
function refusalWords(code: string): string {
  return code === 'groupware.consent' ? text('groupware.not_allowed') : problemWords({ code, message: '' })
}
