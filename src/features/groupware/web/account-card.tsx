import {
  IconBrandGoogle,
  IconBrandWindows,
  IconChevronRight,
  IconFiles,
  IconServer2,
} from '@tabler/icons-react'
import { Link } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { formatRelative } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { Account } from '../account.ts'

const ICONS = { graph: IconBrandWindows, google: IconBrandGoogle, open: IconServer2, file: IconFiles }
const COLORS = { ok: 'green', paused: '', consent: 'red', throttled: 'amber', failed: 'red' } as const

/** One account in a line: what it is, how it runs, when it last did. */
export function AccountCard({ account }: { account: Account }) {
  const t = useText()
  const { id: me } = useUser()
  const kind = kindOf(account)
  const Icon = ICONS[kind]
  return (
    <li>
      <Link className="account-card" to={`?account=${account.id}`}>
        <Icon size={22} stroke={1.5} />
        <span className="grow">
          <strong>{account.name}</strong>
          <span className="account-line">
            {t(`groupware.kind.${kind}`)}
            {account.ownerId !== me && ` · ${t('groupware.of', { name: account.ownerName })}`}
            {` · ${lastRun(account, t)}`}
          </span>
        </span>
        <StateBadge account={account} />
        <IconChevronRight size={16} stroke={1.75} />
      </Link>
    </li>
  )
}

/** What it is called: its provider where that has a name everybody knows. */
export function kindOf({ kind, signIn }: Account): keyof typeof ICONS {
  return signIn === 'google' ? signIn : kind
}

/** How it runs, in a word and a colour. */
export function StateBadge({ account: { state } }: { account: Account }) {
  const t = useText()
  return <span className={`badge ${COLORS[state]}`}>{t(`groupware.state.${state}`)}</span>
}

export function lastRun({ lastSuccessAt }: Account, t: ReturnType<typeof useText>): string {
  return lastSuccessAt ? t('groupware.last', { when: formatRelative(lastSuccessAt) }) : t('groupware.never')
}
