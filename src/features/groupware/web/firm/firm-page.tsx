import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '#features/settings/web/call.ts'
import { useSaveSettings, useSettings } from '#features/settings/web/settings-api.ts'
import { Part, SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { SwitchLine } from '#features/settings/web/switch-line.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay } from '#ui/format.ts'
import { EditField } from '#ui/inputs/edit-field.tsx'
import { useText } from '#ui/texts.ts'
import type { Account } from '../../account.ts'
import { lastRun, StateBadge } from '../account-card.tsx'
import { useAccounts } from '../groupware-api.ts'
import { offersQuery } from '../connect/use-sign-in.ts'
import { FirmMailbox } from './firm-mailbox.tsx'
import { ProviderPart } from './provider-part.tsx'
import '../groupware.css'

const microsoftQuery = {
  queryKey: ['groupware', 'microsoft'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call<Microsoft>('GET', '/groupware/microsoft', { signal }),
}

interface Microsoft {
  hasSecret: boolean
  certificateUntil: string | null
}

const FIRM_FIELDS = { private: 'privateHosts', automatic: 'automatic', persons: 'privatePersons' } as const

/** What holds for all accounts: which servers, how Microsoft knows us, and whose accounts there are. */
export function FirmGroupwarePage() {
  const t = useText()
  const client = useQueryClient()
  const settings = useSettings()
  const save = useSaveSettings()
  const { data: microsoft } = useQuery(microsoftQuery)
  const { data: offers } = useQuery(offersQuery)
  const { data: accounts, error, refetch } = useAccounts(true)
  if (!settings) return <Waiting lines={7} />
  const { groupware } = settings
  const saveSecret = async (secret: string) => {
    await call<void>('PUT', '/groupware/microsoft', { body: { secret } })
    await client.invalidateQueries({ queryKey: microsoftQuery.queryKey })
    await client.invalidateQueries({ queryKey: offersQuery.queryKey })
  }
  return (
    <SettingsPage
      title={t('groupware.firm')}
      text={t('groupware.firm_text')}
      actions={
        <Link className="button" to="/groupware/takeover">
          {t('takeover.title')}
        </Link>
      }
    >
      <Part title={t('groupware.accounts')}>
        {(['private', 'automatic', 'persons'] as const).map((which) => {
          const field = FIRM_FIELDS[which]
          return (
            <SwitchLine
              key={which}
              label={t(`groupware.firm.${which}`)}
              text={t(`groupware.firm.${which}_text`)}
              value={groupware[field] ?? field === 'privatePersons'}
              onSave={(value) => save({ groupware: { [field]: value } }, t(`groupware.firm.${which}`))}
            />
          )
        })}
      </Part>
      <Part title={t('groupware.firm.microsoft')} text={t('groupware.firm.microsoft_text')}>
        <div className="settings-line">
          <code className="redirect">{offers?.redirect}</code>
        </div>
        {(['tenant', 'client'] as const).map((which) => {
          const field = which === 'tenant' ? 'graphTenant' : 'graphClientId'
          return (
            <EditField
              key={which}
              label={t(`groupware.firm.${which}`)}
              value={groupware[field] ?? ''}
              onSave={async (typed) => {
                await save({ groupware: { [field]: typed.trim() } }, t(`groupware.firm.${which}`))
                await client.invalidateQueries({ queryKey: offersQuery.queryKey })
              }}
            />
          )
        })}
        <EditField
          label={t('groupware.firm.secret')}
          value=""
          multiline
          placeholder={
            microsoft?.certificateUntil
              ? t('groupware.firm.certificate_kept', {
                  day: formatDay(microsoft.certificateUntil.slice(0, 10)),
                })
              : t(microsoft?.hasSecret ? 'groupware.firm.secret_kept' : 'groupware.firm.secret_hint')
          }
          onSave={(typed) => (typed === '' ? Promise.resolve() : saveSecret(typed))}
        />
        {microsoft?.hasSecret && groupware.graphTenant && groupware.graphClientId && <FirmMailbox />}
      </Part>
      <ProviderPart provider="google" />
      <ProviderPart provider="other" />
      <Part title={t('groupware.firm.all')}>
        <Table
          rows={accounts}
          error={error}
          again={() => void refetch()}
          label={t('groupware.firm.all')}
          columns={columns(t)}
          empty={{ title: t('groupware.firm.all_empty') }}
        />
      </Part>
    </SettingsPage>
  )
}

function columns(t: ReturnType<typeof useText>): TableColumn<Account>[] {
  return [
    { id: 'name', title: 'groupware.account_name', wraps: true, draw: ({ name }) => name },
    { id: 'owner', title: 'groupware.owner', draw: ({ ownerName }) => ownerName },
    {
      id: 'state',
      title: 'groupware.health',
      draw: (account) => (
        <span className="account-state">
          <StateBadge account={account} />
          {lastRun(account, t)}
        </span>
      ),
    },
  ]
}
