import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { BroughtFile } from '../../brought.ts'
import { beginWithFiles, isOtherOpen, openTakeover } from './files-api.ts'
import { countWords } from './brought-words.ts'
import './files.css'

/** A file that was dropped, and where it leads: to the wizard, to an import of contacts, or nowhere. */
export interface Found {
  name: string
  brought?: BroughtFile
  importId?: string
}

/** What was found in several files, before anything of it is taken over. */
export function FoundFiles({ found, onDiscard }: { found: Found[]; onDiscard: () => void }) {
  const t = useText()
  const { begin, busy, other } = useBeginning()
  const ids = found.flatMap(({ brought }) => brought?.id ?? [])
  if (found.length === 0) return null
  return (
    <section className="found" aria-label={t('takeover.files.found')}>
      <ul className="bring-list">
        {found.map(({ name, brought, importId }, at) => (
          <li key={at} className="bring-line">
            <span className="bring-what">
              <strong className="cut">{name}</strong>
              <span className="muted">
                {brought?.fault
                  ? t(`takeover.files.fault.${brought.fault}`)
                  : brought && countWords(t, brought.counts)}
                {brought &&
                  brought.unclear > 0 &&
                  ` · ${t('takeover.files.unclear', { count: brought.unclear })}`}
              </span>
            </span>
            {importId && (
              <Link className="button" to={`/contacts/import/${importId}`}>
                {t('takeover.files.import_contacts')}
              </Link>
            )}
          </li>
        ))}
      </ul>
      {other && (
        <p className="notice" role="alert">
          {t('takeover.files.other_open')} <Link to={other}>{t('takeover.files.go_on')}</Link>
        </p>
      )}
      <div className="bring-foot">
        <span className="grow" />
        <button type="button" className="button ghost" onClick={onDiscard}>
          {t('takeover.files.discard')}
        </button>
        {ids.length > 0 && (
          <button type="button" className="button primary" disabled={busy} onClick={() => void begin(ids)}>
            {t('takeover.files.look')}
          </button>
        )}
      </div>
    </section>
  )
}

/** Goes on to the wizard; when another one is open, says where it is. */
function useBeginning() {
  const go = useNavigate()
  const [busy, setBusy] = useState(false)
  const [other, setOther] = useState<string>()
  const begin = async (ids: readonly string[]) => {
    setBusy(true)
    try {
      await go(await beginWithFiles(ids))
    } catch (error) {
      if (isOtherOpen(error)) setOther(await openTakeover().catch(() => undefined))
      else complain(error)
    }
    setBusy(false)
  }
  return { begin, busy, other }
}
