import { IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Account } from '#features/groupware/account.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import { useUser } from '#ui/api/session.ts'
import { useText } from '#ui/texts.ts'

/** On the page of an account with an address book: the ways to it and from it. */
export function PeoplePart({ account }: { account: Account }) {
  const t = useText()
  const { id: me } = useUser()
  const { id, kind, carddav, ownerId } = account
  const isAble = kind === 'graph' || (kind === 'open' && carddav)
  if (!isAble || ownerId !== me) return null
  return (
    <Part title={t('people.part')} text={t('people.part_text')}>
      <div className="settings-line with-act acts">
        <Link className="button" to={`/groupware/contacts/export?account=${id}`}>
          <IconUpload size={16} stroke={1.75} />
          {t('people.export')}
        </Link>
        <Link className="button" to={`/groupware/contacts/import?account=${id}`}>
          <IconDownload size={16} stroke={1.75} />
          {t('people.import')}
        </Link>
      </div>
    </Part>
  )
}
