import { IconArrowMerge, IconDownload, IconUpload } from '@tabler/icons-react'
import { Link } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import type { MenuItem } from '#ui/menu.tsx'
import { MoreMenu } from '#ui/more-menu.tsx'
import type { BulkAction, Chosen, ViewState } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import { openExport, openMerge } from '../form/dialogs.ts'
import { paramsOf } from '#ui/list/question-of.ts'

/** So many ids fit into one address. */
const mostIds = 200
/** So many can be made one at a time. */
const mostMerged = 10

interface ToolsProps {
  state: ViewState
  columns: string[]
  more: { label: string; items: MenuItem[] } | undefined
}

/** Bringing contacts in and taking the list out, as it stands; nothing for guests. */
export function Tools({ state, columns, more }: ToolsProps) {
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
        onClick={() => void openExport({ params: String(paramsOf(state)), columns })}
      >
        <IconDownload size={16} stroke={1.75} />
        <span>{t('contacts.export')}</span>
      </button>
      {more && <MoreMenu label={more.label} items={more.items} />}
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
  const fits = (chosen: Chosen) => 'ids' in chosen && chosen.ids.length <= mostMerged
  // Of one alone it is asked first who else it is.
  const merge = (chosen: Chosen, clear: () => void) => {
    if ('ids' in chosen) void openMerge({ ids: chosen.ids }).then((contact) => contact && clear())
  }
  return [
    { id: 'export', label: t('contacts.export_chosen'), icon: IconDownload, run },
    { id: 'merge', label: t('contacts.merge_chosen'), icon: IconArrowMerge, rare: true, fits, run: merge },
  ]
}

function questionOf(chosen: Chosen): { params: string; count?: number } {
  if ('ids' in chosen)
    return { params: String(new URLSearchParams({ ids: chosen.ids.join(',') })), count: chosen.ids.length }
  const params = paramsOf({ ...chosen.filter, sort: 'displayName' })
  if (chosen.except.length) params.set('except', chosen.except.join(','))
  return { params: String(params) }
}
