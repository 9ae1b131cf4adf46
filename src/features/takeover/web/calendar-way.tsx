import { IconCloudDown } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useAccounts } from '#features/groupware/web/groupware-api.ts'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'

/** From the calendar to taking over what stands in another one; only for who has such an account. */
export function CalendarWay() {
  const t = useText()
  const isGuest = useUser().role === 'guest'
  const phone = usePhone()
  const { data: accounts = [] } = useAccounts(false, !isGuest)
  if (phone || !accounts.some(({ kind }) => kind !== 'file')) return null
  return (
    <Link
      className="icon-button"
      to="/groupware/takeover"
      aria-label={t('takeover.title')}
      title={t('takeover.title')}
    >
      <IconCloudDown size={16} stroke={1.75} />
    </Link>
  )
}
