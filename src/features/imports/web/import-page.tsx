import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { formatBytes } from '#ui/format.ts'
import { useRecordName } from '#ui/shell/breadcrumb.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import { ImportResult } from './import-result.tsx'
import { ImportSetup } from './import-setup.tsx'
import { StateBadge, rowWords } from './import-state.tsx'
import { importQuery, isOpen } from './imports-api.ts'
import '#ui/record/plain.css'
import './imports.css'
import './prepare.css'

/** One file on its way: set up, under way, or done. */
export function ImportPage() {
  const t = useText()
  const { id = '' } = useParams()
  const { data: one, error } = useQuery(importQuery(id))
  useRecordName(one?.name)
  if (error instanceof ApiProblem && error.status < 500) return <NotFoundPage />
  if (error && !one) throw error
  if (!one) return null
  return (
    <div className="import wide">
      <header className="import-head">
        <h1 className="cut">{one.name}</h1>
        <p className="muted">
          {formatBytes(one.size)} · {rowWords(t, one)} · <StateBadge one={one} />
        </p>
      </header>
      {!(one.state === 'ready') && <ImportResult one={one} />}
      {isOpen(one) && <ImportSetup key={one.id} one={one} />}
    </div>
  )
}
