import { IconAddressBook, IconAlertTriangle, IconCheck, IconRefresh } from '@tabler/icons-react'
import { useState, type ButtonHTMLAttributes } from 'react'
import type { Contact } from '#features/contacts/contact.ts'
import { useAccounts } from '#features/groupware/web/groupware-api.ts'
import { useUser } from '#ui/api/session.ts'
import { Menu } from '#ui/menu.tsx'
import { useText } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { GroupwareLink } from '../link.ts'
import { useContactLinks, useSyncActs } from './sync-api.ts'
import './sync.css'

const IN_STEP = ['linked', 'timesOnly', 'conflict']

/** On the page of a contact: whether it stands in the own address book, and the way in and out. */
export function GroupwareSwitch({ contact }: { contact: Contact }) {
  const { role } = useUser()
  const isGuest = role === 'guest'
  const { data: accounts = [] } = useAccounts(false, !isGuest)
  const able = accounts.filter(({ kind, carddav }) => kind === 'graph' || (kind === 'open' && carddav))
  const { data: links } = useContactLinks(contact.id, able.length > 0)
  if (able.length === 0 || !links) return null
  return <Switch contact={contact} accounts={able} links={links} />
}

interface SwitchProps {
  contact: Contact
  accounts: { id: string; name: string }[]
  links: GroupwareLink[]
}

function Switch({ contact, accounts, links }: SwitchProps) {
  const t = useText()
  const acts = useSyncActs()
  const [busy, setBusy] = useState(false)
  const linkOf = (id: string) => links.find((link) => link.accountId === id && IN_STEP.includes(link.state))
  const turn = async ({ id, name }: { id: string; name: string }) => {
    const enabled = linkOf(id) === undefined
    setBusy(true)
    try {
      await acts.switchContact(contact.id, id, enabled)
      say(t(enabled ? 'sync.switch.added' : 'sync.switch.removed', { contact: contact.displayName, name }))
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const on = accounts.find(({ id }) => linkOf(id))
  const link = on && linkOf(on.id)
  const word = !link ? 'off' : link.fault ? 'failed' : link.pending ? 'pending' : 'on'
  const [only, ...others] = accounts
  const face = { word, isOn: on !== undefined, name: on?.name ?? only?.name ?? '', busy } as const
  if (only && others.length === 0) return <SwitchButton {...face} onClick={() => void turn(only)} />
  return (
    <Menu
      label={t('sync.switch.to')}
      items={accounts.map((account) => ({
        id: account.id,
        label: account.name,
        checked: linkOf(account.id) !== undefined,
        run: () => void turn(account),
      }))}
      renderOpener={(props) => <SwitchButton {...face} {...props} />}
    />
  )
}

interface SwitchButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  word: 'off' | 'failed' | 'pending' | 'on'
  isOn: boolean
  name: string
  busy: boolean
}

const ICONS = { off: IconAddressBook, failed: IconAlertTriangle, pending: IconRefresh, on: IconCheck }
const COLORS = { off: '', failed: 'amber', pending: '', on: 'green' }

/** Two clear states, and what is under way between them. */
function SwitchButton({ word, isOn, name, busy, ...props }: SwitchButtonProps) {
  const t = useText()
  const Icon = ICONS[word]
  return (
    <button
      type="button"
      className={`badge groupware-switch ${COLORS[word]}`}
      aria-pressed={isOn}
      disabled={busy}
      title={t(isOn ? 'sync.switch.on_hint' : 'sync.switch.off_hint', { name })}
      {...props}
    >
      <Icon size={14} stroke={1.75} aria-hidden="true" />
      {t(`sync.switch.${word}`)}
    </button>
  )
}
