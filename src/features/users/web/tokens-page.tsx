import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '#features/settings/web/call.ts'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { formatDay, formatExact, formatRelative } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { TokenSheet } from './token-sheet.tsx'
import { tokensQuery, useRows, type Token } from './users-api.ts'

/** Personal tokens, by which programs work in the name of the user. */
export function TokensPage() {
  const t = useText()
  const client = useQueryClient()
  const asked = useRows(tokensQuery)
  const [open, setOpen] = useState<'new' | Token>()
  const again = () => client.invalidateQueries({ queryKey: tokensQuery.queryKey })
  const remove = async (token: Token) => {
    await call<void>('DELETE', `/tokens/${token.id}`)
    await again()
    say(t('users.token_deleted', { name: token.name }))
  }
  const create = (
    <button type="button" className="button primary" onClick={() => setOpen('new')}>
      <IconPlus size={16} stroke={2} />
      {t('users.token_new')}
    </button>
  )
  return (
    <SettingsPage title={t('users.tokens')} text={t('users.tokens_text')} actions={create}>
      <Table
        {...asked}
        label={t('users.tokens')}
        columns={columns(t, setOpen)}
        empty={{ title: t('users.tokens_empty'), text: t('users.tokens_empty_text') }}
      />
      {open === 'new' && <TokenSheet onCreated={again} onClose={() => setOpen(undefined)} />}
      {typeof open === 'object' && (
        <ConfirmSheet
          danger
          title={t('users.token_delete_title', { name: open.name })}
          text={t('users.token_delete_text')}
          action={t('settings.delete')}
          onConfirm={() => remove(open)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </SettingsPage>
  )
}

function columns(t: ReturnType<typeof useText>, onDelete: (token: Token) => void): TableColumn<Token>[] {
  return [
    { id: 'name', title: 'users.token_name', wraps: true, draw: ({ name }) => name },
    {
      id: 'created',
      title: 'users.token_created',
      draw: ({ createdAt }) => <span title={formatExact(createdAt)}>{formatDay(createdAt)}</span>,
    },
    {
      id: 'used',
      title: 'users.token_used',
      draw: ({ lastUsedAt }) => (lastUsedAt ? formatRelative(lastUsedAt) : t('users.never')),
    },
    {
      id: 'expires',
      title: 'users.token_expires',
      draw: ({ expiresAt }) => <Expiry at={expiresAt} />,
    },
    {
      id: 'delete',
      draw: (token) => (
        <button
          type="button"
          className="icon-button"
          aria-label={t('users.token_delete', { name: token.name })}
          onClick={() => onDelete(token)}
        >
          <IconTrash size={16} stroke={1.75} />
        </button>
      ),
    },
  ]
}

function Expiry({ at }: { at: string | null }) {
  const t = useText()
  const [now] = useState(() => Date.now())
  if (!at) return t('users.expires_never')
  if (Date.parse(at) < now) return <span className="badge red">{t('users.token_over')}</span>
  return <span title={formatExact(at)}>{formatDay(at)}</span>
}
