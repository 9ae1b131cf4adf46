import { IconArrowBackUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#ui/api/request.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Run } from '../run.ts'
import { undoWords } from './run-words.ts'

/** Takes a run back, after saying what that will do; the tray shows how far it is. */
export function UndoButton({ run, small = false }: { run: Run; small?: boolean }) {
  const t = useText()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  if (!run.can.includes('undo')) return null
  const begin = async () => {
    await ask('POST', `/runs/${run.id}/undo`)
    for (const queryKey of [['run'], ['job']]) void client.invalidateQueries({ queryKey })
  }
  const goesOn = run.state === 'undoing'
  return (
    <>
      <button type="button" className={small ? 'button small' : 'button'} onClick={() => setAsking(true)}>
        <IconArrowBackUp size={16} stroke={1.75} />
        {t(goesOn ? 'runs.undo_on' : 'runs.take_back')}
        <span className="sr-only">: {run.title}</span>
      </button>
      {asking && (
        <ConfirmSheet
          title={t('runs.undo.title', { title: run.title })}
          text={[...undoWords(t, run.counts), t('runs.undo.care')].join(' ')}
          action={t(goesOn ? 'runs.undo_on' : 'runs.take_back')}
          onConfirm={begin}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
