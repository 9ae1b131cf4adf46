import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { Part } from '#features/settings/web/settings-page.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Account } from '../../account.ts'
import { COLLECTION_ROLES } from '../../collection.ts'
import type { Collection } from '../../collection.ts'
import { MakeFolder } from '../folder/make-folder.tsx'
import { SHOWN_AREAS, useAccountActs, useCollections } from '../groupware-api.ts'

/** Calendars, task lists, address books and folders, and what each is for. */
export function CollectionsPart({ account }: { account: Account }) {
  const t = useText()
  const acts = useAccountActs()
  const { data = [] } = useCollections(account.id)
  const [busy, setBusy] = useState(false)
  const refresh = async () => {
    setBusy(true)
    await acts.refresh(account).catch(complain)
    setBusy(false)
  }
  if (account.kind === 'file') return null
  return (
    <Part title={t('groupware.areas')} text={t('groupware.areas_text')}>
      {SHOWN_AREAS.map((area) => {
        const here = data.filter((one) => one.area === area)
        return here.length === 0 ? null : (
          <div key={area} className="account-area">
            <h3>{t(`groupware.area.${area}`)}</h3>
            {here.map((one) => (
              <CollectionLine key={one.id} account={account} collection={one} alone={here.length === 1} />
            ))}
          </div>
        )
      })}
      <div className="settings-line with-act">
        <span className="settings-label">{data.length === 0 && t('groupware.areas_empty')}</span>
        <span className="collection-acts">
          {hasMails(account) && <MakeFolder account={account} />}
          <button type="button" className="button" disabled={busy} onClick={() => void refresh()}>
            <IconRefresh size={16} stroke={1.75} />
            {t('groupware.refresh')}
          </button>
        </span>
      </div>
    </Part>
  )
}

/** Whether there is a mailbox in which folders are made. */
const hasMails = ({ kind, imap }: Account) => kind === 'graph' || imap !== null

interface LineProps {
  account: Account
  collection: Collection
  alone: boolean
}

function CollectionLine({ account, collection, alone }: LineProps) {
  const t = useText()
  const acts = useAccountActs()
  // IMAP calls it so in every language (RFC 3501, 5.1).
  const name = collection.name === 'INBOX' ? t('groupware.inbox') : collection.name
  const roles = COLLECTION_ROLES.filter((role) => role !== 'sync' || collection.area !== 'mail')
  const change = (body: Parameters<typeof acts.changeCollection>[2]) =>
    void acts.changeCollection(account, collection, body).catch(complain)
  return (
    <div className="collection-line">
      <span className="grow cut">{name}</span>
      {collection.area !== 'mail' &&
        !alone &&
        collection.writable &&
        (collection.main ? (
          <span className="badge blue">{t('groupware.main')}</span>
        ) : (
          <button type="button" className="button ghost small" onClick={() => change({ main: true })}>
            {t('groupware.make_main')}
          </button>
        ))}
      <select
        className="field"
        aria-label={name}
        value={collection.role}
        onChange={(event) => change({ role: roles.find((role) => role === event.target.value) ?? 'none' })}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {t(`groupware.role.${role}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
