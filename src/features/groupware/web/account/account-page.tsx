import { useState, type ComponentType } from 'react'
import { Link, useNavigate } from 'react-router'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { formatRelative } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Account } from '../../account.ts'
import { kindOf, lastRun, StateBadge } from '../account-card.tsx'
import { ConnectSheet } from '../connect/connect-sheet.tsx'
import { SignedInSheet } from '../connect/signed-in-sheet.tsx'
import { TrialLines } from '../connect/trial-lines.tsx'
import { tryAccount, useAccountActs } from '../groupware-api.ts'
import { CollectionsPart } from './collections-part.tsx'
import { FaultNotice } from './fault-notice.tsx'
import { HearsLine } from './hears-line.tsx'
import { LeaveSheet } from './leave-sheet.tsx'
import { LogPart } from './log-part.tsx'
import { OptionsPart } from './options-part.tsx'
import type { ServerTrial } from '../../account.ts'

const COUNTS = ['appointment', 'task', 'contact', 'mail', 'conflicts'] as const

/** What a higher feature says about an account. */
export type AccountPartsOf = ComponentType<{ account: Account }>

/** One account: how it runs, what of it is used, what happens by itself, what it did. */
export function AccountPage({ account, Parts }: { account: Account; Parts: AccountPartsOf }) {
  const t = useText()
  const navigate = useNavigate()
  const acts = useAccountActs()
  const [open, setOpen] = useState<'edit' | 'disconnect'>()
  const [trial, setTrial] = useState<ServerTrial[]>()
  const [isTrying, setTrying] = useState(false)
  const isPaused = account.state === 'paused'
  const check = async () => {
    setTrying(true)
    await tryAccount(account).then(setTrial, complain)
    setTrying(false)
  }
  const counted = COUNTS.filter((count) => account.counts[count] > 0)
  const items = [
    ...(account.kind === 'open'
      ? [{ id: 'edit', label: t('groupware.edit'), run: () => setOpen('edit') }]
      : []),
    {
      id: 'pause',
      label: t(isPaused ? 'groupware.resume' : 'groupware.pause'),
      run: () => void (isPaused ? acts.resume(account) : acts.pause(account)).catch(complain),
    },
    { id: 'disconnect', label: t('groupware.disconnect'), danger: true, run: () => setOpen('disconnect') },
  ]
  return (
    <SettingsPage
      title={account.name}
      text={`${t(`groupware.kind.${kindOf(account)}`)}${account.address ? ` · ${account.address}` : ''}`}
      back={{ to: '/settings/groupware', text: t('groupware.back') }}
      actions={
        <>
          {account.kind !== 'file' && (
            <Link className="button" to={`/groupware/takeover?account=${account.id}`}>
              {t('takeover.title')}
            </Link>
          )}
          <MoreMenu label={t('list.row_menu', { name: account.name })} items={items} />
        </>
      }
    >
      <Part title={t('groupware.health')}>
        <div className="settings-line with-act">
          <span className="account-state">
            <StateBadge account={account} />
            <span>{lastRun(account, t)}</span>
            {account.failures > 0 && (
              <span>{t('groupware.next', { when: formatRelative(account.nextRunAt) })}</span>
            )}
          </span>
          {account.kind !== 'file' && (
            <button type="button" className="button" disabled={isTrying} onClick={() => void check()}>
              {t(isTrying ? 'groupware.trying' : 'groupware.try')}
            </button>
          )}
        </div>
        <FaultNotice account={account} onEdit={() => setOpen('edit')} />
        {trial && <TrialLines servers={trial} />}
        <HearsLine account={account} />
        <div className="settings-line">
          <span className="settings-label">{t('groupware.linked')}</span>
          <span>
            {counted.length === 0
              ? t('groupware.linked_none')
              : counted
                  .map((count) => t(`groupware.count.${count}`, { count: account.counts[count] }))
                  .join(', ')}
          </span>
        </div>
      </Part>
      <Parts account={account} />
      <CollectionsPart account={account} />
      <OptionsPart account={account} />
      <LogPart account={account} />
      {open === 'edit' && account.signIn && (
        <SignedInSheet account={account} onClose={() => setOpen(undefined)} />
      )}
      {open === 'edit' && !account.signIn && (
        <ConnectSheet account={account} onConnected={() => undefined} onClose={() => setOpen(undefined)} />
      )}
      {open === 'disconnect' && (
        <LeaveSheet
          account={account}
          onLeft={() => void navigate('/settings/groupware')}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  )
}
