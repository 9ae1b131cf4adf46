import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { ChoiceLine } from '#features/settings/web/choice-line.tsx'
import { Part, SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay, formatExact, formatRelative } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { SCOPES, type DavAccess, type DavPassword } from '../dav.ts'
import { CopyLine } from './copy-line.tsx'
import { PasswordSheet } from './password-sheet.tsx'
import './dav.css'

const accessQuery = {
  queryKey: ['dav', 'settings'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call<DavAccess>('GET', '/dav', { signal }),
}

const PROGRAMS = ['ios', 'macos', 'thunderbird', 'davx5', 'outlook'] as const

/** How calendar and address book programs get in: the address, a password for each, what they are told. */
export function DavPage() {
  const t = useText()
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(accessQuery)
  const [open, setOpen] = useState<'new' | DavPassword>()
  const again = () => client.invalidateQueries({ queryKey: accessQuery.queryKey })
  const withdraw = async ({ id, name }: DavPassword) => {
    await call<void>('DELETE', `/dav/passwords/${id}`)
    await again()
    say(t('dav.withdrawn', { name }))
  }
  const choose = async (contacts: string) => {
    client.setQueryData(accessQuery.queryKey, await call<DavAccess>('PATCH', '/dav', { body: { contacts } }))
  }
  const create = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('dav.new')}
    </button>
  )
  return (
    <SettingsPage title={t('dav')} text={t('dav.text')} actions={create}>
      <Table
        rows={data?.passwords}
        error={error}
        again={() => void refetch()}
        label={t('dav.passwords')}
        columns={columns(t, setOpen)}
        empty={{ title: t('dav.empty'), text: t('dav.empty_text') }}
      />
      {data && (
        <div className="dav-parts">
          <Part title={t('dav.access')} text={t('dav.access_text')}>
            <CopyLine label={t('dav.address')} value={data.address} />
            <CopyLine label={t('dav.user')} value={data.user} />
            {!data.address.startsWith('https:') && <p className="dav-warning">{t('dav.insecure')}</p>}
          </Part>
          <Part title={t('dav.shown')} text={t('dav.shown_text')}>
            <ChoiceLine
              label={t('dav.contacts')}
              hint={t('dav.contacts_text')}
              value={data.contacts}
              options={SCOPES.map((value) => ({ value, label: t(`dav.contacts.${value}`) }))}
              onSave={choose}
            />
          </Part>
          <Part title={t('dav.how')} text={t('dav.how_text')}>
            {PROGRAMS.map((program) => (
              <div key={program} className="settings-line">
                <span className="settings-label">{t(`dav.${program}`)}</span>
                <span>{t(`dav.${program}_text`)}</span>
              </div>
            ))}
          </Part>
        </div>
      )}
      {open === 'new' && data && (
        <PasswordSheet access={data} onCreated={again} onClose={() => setOpen(undefined)} />
      )}
      {typeof open === 'object' && (
        <ConfirmSheet
          danger
          title={t('dav.withdraw_title', { name: open.name })}
          text={t('dav.withdraw_text')}
          action={t('dav.withdraw_action')}
          onConfirm={() => withdraw(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  )
}

function columns(
  t: ReturnType<typeof useText>,
  onWithdraw: (password: DavPassword) => void,
): TableColumn<DavPassword>[] {
  return [
    { id: 'name', title: 'dav.name', wraps: true, draw: ({ name }) => name },
    {
      id: 'created',
      title: 'dav.created',
      draw: ({ createdAt }) => <span title={formatExact(createdAt)}>{formatDay(createdAt)}</span>,
    },
    {
      id: 'used',
      title: 'dav.used',
      draw: ({ lastUsedAt, lastAgent }) =>
        lastUsedAt ? <span title={lastAgent}>{formatRelative(lastUsedAt)}</span> : t('users.never'),
    },
    {
      id: 'withdraw',
      draw: (password) => (
        <button
          type="button"
          className="icon-button"
          aria-label={t('dav.withdraw', { name: password.name })}
          onClick={() => onWithdraw(password)}
        >
          <IconTrash size={16} stroke={1.75} />
        </button>
      ),
    },
  ]
}
