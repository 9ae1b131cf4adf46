import { useState } from 'react'
import { FormerPicture } from '#features/contacts/web/page/former-picture.tsx'
import type { Account } from '#features/groupware/account.ts'
import { useCollections } from '#features/groupware/web/groupware-api.ts'
import { Part } from '#features/settings/web/settings-page.tsx'
import { useText, type TextKey } from '#ui/texts.ts'
import { complain, say } from '#ui/undo.ts'
import type { GroupwareConflict } from '../link.ts'
import { useConflicts, useSyncActs } from './sync-api.ts'
import { valueWords } from './value-words.ts'
import './sync.css'

/** What the engine adds to the page of an account: looking at once, what is held, and where both sides differed. */
export function AccountParts({ account }: { account: Account }) {
  const t = useText()
  const acts = useSyncActs()
  const { data: collections = [] } = useCollections(account.id)
  const { data: conflicts = [] } = useConflicts()
  const [busy, setBusy] = useState(false)
  const mine = conflicts.filter(({ accountId }) => accountId === account.id)
  const held = collections.filter(({ removals }) => removals === 'held')
  const now = async () => {
    setBusy(true)
    await acts.sync(account.id).then(() => say(t('sync.started')), complain)
    setBusy(false)
  }
  if (account.kind === 'file') return null
  return (
    <Part title={t('sync.differences')} {...(mine.length > 0 && { text: t('sync.differences_text') })}>
      {held.map(({ id, name }) => (
        <div key={id} className="settings-line with-act" role="alert">
          <span>
            <strong>{name}</strong>: {t('sync.held')}
          </span>
          <button type="button" className="button" onClick={() => void acts.goOn(id).catch(complain)}>
            {t('sync.go_on')}
          </button>
        </div>
      ))}
      {mine.map((conflict) => (
        <Difference key={conflict.id} conflict={conflict} />
      ))}
      <div className="settings-line with-act">
        <span className="settings-label">{mine.length === 0 && t('sync.differences_none')}</span>
        <button
          type="button"
          className="button"
          disabled={busy || account.state === 'paused'}
          onClick={() => void now()}
        >
          {t('sync.now')}
        </button>
      </div>
    </Part>
  )
}

function Difference({ conflict }: { conflict: GroupwareConflict }) {
  const t = useText()
  const acts = useSyncActs()
  const [busy, setBusy] = useState(false)
  const { id, record, field, kept } = conflict
  const isWhole = field === '*'
  const isPicture = field === 'photo'
  const words = (value: unknown) =>
    isWhole ? (value === null ? t('sync.gone') : record.title) : valueWords(value)
  const settle = async (take: 'ours' | 'theirs') => {
    setBusy(true)
    await acts.settle(id, take).then(() => say(t('sync.settled')), complain)
    setBusy(false)
  }
  return (
    <section className="difference">
      <header>
        <strong>{record.title}</strong>
        <span>{isWhole ? t('sync.whole') : t(`sync.field.${field}` as TextKey)}</span>
      </header>
      <div className="difference-sides">
        {(['ours', 'theirs'] as const).map((side) => (
          <div key={side} className={`difference-side ${kept === side ? 'kept' : ''}`}>
            <h4>
              {t(`sync.side.${side}`)}
              {kept === side && <span className="badge green">{t('sync.kept')}</span>}
            </h4>
            {isPicture && markOf(conflict[side]) !== '' ? (
              <FormerPicture
                contactId={record.id}
                hash={markOf(conflict[side])}
                alt={`${t('sync.picture')}, ${t(`sync.side.${side}`)}`}
              />
            ) : (
              <p>{words(conflict[side])}</p>
            )}
            <button type="button" className="button small" disabled={busy} onClick={() => void settle(side)}>
              {t(kept === side ? 'sync.keep' : 'sync.take')}
            </button>
          </div>
        ))}
      </div>
    </section>
  )
}

/** By what a picture is known; empty of none. */
function markOf(value: unknown): string {
  const { mark } = (value ?? {}) as { mark?: unknown }
  return typeof mark === 'string' ? mark : ''
}
