import { IconArrowLeft } from '@tabler/icons-react'
import { useEffect } from 'react'
import { Link, useBlocker } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import { EditLines } from '../edit/edit-lines.tsx'
import { EditSums } from '../edit/edit-sums.tsx'
import { EditWords } from '../edit/edit-words.tsx'
import { Findings } from '../edit/findings.tsx'
import '../invoices.css'
import '../paper.css'
import '../edit/edit.css'
import '../edit/lines.css'
import type { PlanDraft } from './plan-draft.ts'
import { PlanFacts } from './plan-facts.tsx'
import { rhythmWords } from './plan-parts.tsx'
import './plans.css'
import { usePlanEditor, type PlanEditor as Editor } from './use-plan-editor.ts'

interface PlanEditorProps {
  first: PlanDraft
  title: string
  back: string
  /** Keeps it, and leads on. */
  keep: (plan: PlanDraft) => Promise<unknown>
}

/** A recurring invoice, written like an invoice; how often it comes stands above. */
export function PlanEditor({ first, title, back, keep }: PlanEditorProps) {
  const t = useText()
  const editor = usePlanEditor(first, keep)
  const { plan, draft, worked, problem, change } = editor
  useSaveKey(editor)
  return (
    <div className="invoice-editor">
      <header className="invoice-bar">
        <Link className="icon-button" to={back} aria-label={t('plans.back')}>
          <IconArrowLeft size={16} stroke={1.75} />
        </Link>
        <h1 className="cut">{title}</h1>
        <span className="grow" />
        <button
          type="button"
          className="button primary"
          disabled={editor.busy}
          onClick={() => void editor.save()}
        >
          {t('plans.save')}
        </button>
      </header>
      <div className="invoice-desk">
        <div className="paper-ground">
          <article className="paper" aria-label={title}>
            {problem && (
              <p className="notice" role="alert">
                {problem}
              </p>
            )}
            <PlanFacts editor={editor} />
            <div className="paper-title">
              <h2>{t('plans.each')}</h2>
              <input
                className="paper-subject"
                aria-label={t('invoices.subject')}
                placeholder={t('plans.subject_hint')}
                maxLength={255}
                data-path="subject"
                value={draft.subject}
                onChange={(event) => change({ subject: event.target.value })}
              />
              <p className="muted plan-hint">{t('plans.placeholders')}</p>
            </div>
            <EditWords editor={editor} field="intro" />
            <EditLines editor={editor} />
            <EditSums editor={editor} />
            <EditWords editor={editor} field="notes" />
          </article>
        </div>
      </div>
      <footer className="invoice-foot">
        <Findings findings={worked.findings} />
        <span className="grow" />
        <span className="muted">{t('plans.net_of', { rhythm: rhythmWords(t, plan) })}</span>
        <strong className="num">
          {worked.lines.size === 0 ? '–' : formatMoney(worked.totals.net, draft.currency)}
        </strong>
      </footer>
      <LeaveQuestion editor={editor} />
    </div>
  )
}

/** Asks before what was written is lost. */
function LeaveQuestion({ editor: { dirty, busy } }: { editor: Editor }) {
  const t = useText()
  const isOpen = dirty && !busy
  const blocker = useBlocker(isOpen)
  useEffect(() => {
    if (!isOpen) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isOpen])
  if (blocker.state !== 'blocked') return null
  return (
    <ConfirmSheet
      title={t('form.lose')}
      text={t('plans.lose_text')}
      action={t('form.discard')}
      danger
      onConfirm={async () => blocker.proceed()}
      onClose={() => blocker.reset()}
    />
  )
}

/** Ctrl+S saves, as everywhere. */
function useSaveKey({ save }: Editor): void {
  const latest = useLatest(save)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [latest])
}
