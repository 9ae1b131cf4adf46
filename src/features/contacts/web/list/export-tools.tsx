import { IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Chosen, ViewState } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { openExport } from '../form/dialogs.ts'
import { contactParams } from './contact-question.ts'

/** So many ids fit into one address. */
const mostIds = 200

/** Bringing contacts in and taking the list out, as it stands; nothing for guests. */
export function Tools({ state, columns }: { state: ViewState; columns: string[] }) {
  const t = useText()
  if (useUser().role === 'guest') return null
  return (
    <>
      <Link className="button ghost bar-button" to="/contacts/import" aria-label={t('contacts.import')}>
        <IconUpload size={16} stroke={1.75} />
        <span>{t('contacts.import')}</span>
      </Link>
      <button
        type="button"
        className="button ghost bar-button"
        aria-label={t('contacts.export')}
        aria-haspopup="dialog"
        onClick={() => void openExport({ params: String(contactParams(state)), columns })}
      >
        <IconDownload size={16} stroke={1.75} />
        <span>{t('contacts.export')}</span>
      </button>
    </>
  )
}

/** What can be done with chosen contacts. */
export function useBulkActions(): BulkAction[] {
  const t = useText()
  if (useUser().role === 'guest') return []
  const run = (chosen: Chosen) => {
    if (('ids' in chosen ? chosen.ids : chosen.except).length > mostIds)
      say(t('contacts.export_many', { count: mostIds }))
    else void openExport(questionOf(chosen))
  }
  return [{ id: 'export', label: t('contacts.export_chosen'), icon: IconDownload, run }]
}

function questionOf(chosen: Chosen): { params: string; count?: number } {
  if ('ids' in chosen)
    return { params: String(new URLSearchParams({ ids: chosen.ids.join(',') })), count: chosen.ids.length }
  const params = contactParams({ ...chosen.filter, sort: 'displayName' })
  if (chosen.except.length) params.set('except', chosen.except.join(','))
  return { params: String(params) }
}
