import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import type { Imported } from '../import.ts'
import { leftQuery, runQuery, useImports } from './imports-api.ts'

/** The way back, as long as there is one. */
export function UndoButton({ one }: { one: Imported }) {
  const t = useText()
  const imports = useImports()
  const { data: run } = useQuery(runQuery(one))
  const [asks, setAsks] = useState(false)
  if (!run?.can.includes('undo')) return null
  return (
    <>
      <button type="button" className="button" onClick={() => setAsks(true)}>
        {t('imports.undo')}
      </button>
      {asks && (
        <ConfirmSheet
          title={t('imports.undo.title')}
          text={undoWords(t, one).join(' ')}
          action={t('imports.undo')}
          danger
          onConfirm={() => imports.undo(one.id)}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}

function undoWords(t: Translate, { counts }: Imported): string[] {
  const said = (['created', 'updated'] as const)
    .filter((kind) => counts[kind] > 0)
    .map((kind) => t(`imports.undo.${kind}`, { count: counts[kind] }))
  return [...said, t('imports.undo.care')]
}

/** That the import is being taken back, or was, and what stayed. */
export function Undone({ one }: { one: Imported }) {
  const t = useText()
  const { data: run } = useQuery(runQuery(one))
  const { data: left = [] } = useQuery({
    ...leftQuery(run?.undo?.id ?? ''),
    enabled: run?.state === 'undone' && (run.undo?.counts.left ?? 0) > 0,
  })
  if (run?.state !== 'undoing' && run?.state !== 'undone') return null
  const count = run.undo?.counts.left ?? 0
  return (
    <div className="import-undone" role="status">
      <p>{t(run.state === 'undoing' ? 'imports.undo.running' : 'imports.undo.done')}</p>
      {run.state === 'undone' && count > 0 && (
        <>
          <p>{t('imports.undo.left', { count })}</p>
          <ul>
            {left.map(({ kind, id, title }) => (
              <li key={id}>{kind === 'contact' ? <Link to={`/contacts/${id}`}>{title}</Link> : title}</li>
            ))}
          </ul>
          {left.length > 0 && left.length < count && (
            <Link to={`/runs/${run.undo?.id}`}>{t('imports.undo.left_all', { count })}</Link>
          )}
        </>
      )}
    </div>
  )
}
