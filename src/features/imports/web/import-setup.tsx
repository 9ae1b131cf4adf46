import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useText, type Translate } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { ImportChange, Imported, ImportRun } from '../import.ts'
import { DialectPart } from './dialect-part.tsx'
import { refusal } from './import-words.ts'
import { previewQuery, useImports } from './imports-api.ts'
import { MappingTable } from './mapping-table.tsx'
import { OptionsPart } from './options-part.tsx'
import { OriginPart } from './origin-part.tsx'
import { RowPreview } from './row-preview.tsx'

/** Everything before the run: what was recognised, which column goes where, what happens to doubles. */
export function ImportSetup({ one }: { one: Imported }) {
  const t = useText()
  const imports = useImports()
  const { data: preview, error } = useQuery(previewQuery(one.id))
  const [busy, setBusy] = useState(false)
  const [run, setRun] = useState<ImportRun>(() => ({
    duplicates: one.options?.duplicates ?? 'skip',
    possible: one.options?.possible ?? 'create',
    onlyEmpty: one.options?.onlyEmpty ?? false,
    defaults: one.options?.defaults ?? {},
    ...(one.origin && { origin: one.origin }),
    dryRun: false,
  }))
  if (error)
    return (
      <p className="notice" role="alert">
        {refusal(error).message}
      </p>
    )
  if (!preview) return <p className="muted late">{t('imports.looking')}</p>
  const look = (change: ImportChange) => void imports.look(one.id, change).catch(complain)
  const start = async (dryRun: boolean) => {
    setBusy(true)
    try {
      await imports.run(one.id, { ...run, dryRun })
    } catch (problem) {
      complain(refusal(problem))
    }
    setBusy(false)
  }
  const filled = preview.columns.filter(({ samples }) => samples.length > 0)
  const mapped = filled.filter(({ index }) => (preview.mapping[index] ?? null) !== null).length
  return (
    <>
      {one.format === 'vcard' ? (
        <p className="muted import-why">{t('imports.card.one')}</p>
      ) : (
        <>
          <DialectPart preview={preview} onChange={look} />
          <MappingTable preview={preview} onChange={(mapping) => look({ mapping })} />
        </>
      )}
      {one.state === 'ready' && <RowPreview preview={preview} />}
      <OptionsPart run={run} onChange={setRun} />
      <OriginPart value={run.origin} onChange={(origin) => setRun({ ...run, origin })} />
      <footer className="import-foot">
        <span className="grow muted">
          {one.format !== 'vcard' && t('imports.mapped', { mapped, count: filled.length })}
        </span>
        <button
          type="button"
          className="button"
          disabled={busy || mapped === 0}
          onClick={() => void start(true)}
        >
          {t('imports.try')}
        </button>
        <button
          type="button"
          className="button primary"
          disabled={busy || mapped === 0}
          onClick={() => void start(false)}
        >
          {runWords(t, one)}
        </button>
      </footer>
    </>
  )
}

function runWords(t: Translate, { rows, rowsExact, format }: Imported): string {
  if (!rowsExact) return t('imports.run_all')
  return t(format === 'vcard' ? 'imports.run_cards' : 'imports.run', { count: rows })
}
