import {
  IconArrowLeft,
  IconCloudCheck,
  IconCloudUp,
  IconAlertTriangle,
  IconFileTypePdf,
} from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { MoreMenu } from '#ui/more-menu.tsx'
import { useText } from '#ui/texts.ts'
import { useLatest } from '#ui/use-latest.ts'
import { complain, say } from '#ui/undo.ts'
import { openConfirm } from '../dialogs.ts'
import { documentName } from '../document-name.ts'
import { useInvoices } from '../invoices-api.ts'
import { StateBadge } from '../state.tsx'
import { isBill } from '../../status.ts'
import { useLeaving } from './use-leaving.ts'
import { EditPaper } from './edit-paper.tsx'
import { Findings, goTo } from './findings.tsx'
import { PdfSide, useWide } from './pdf-side.tsx'
import type { Editor, Saving } from './use-editor.ts'

/** The frame around a draft: what it is, whether it is saved, the paper, its page beside it, and what it comes to. */
export function EditorFrame({ editor }: { editor: Editor }) {
  const t = useText()
  const wide = useWide()
  const [pdf, setPdf] = useState(() => localStorage.getItem('kontor.invoice-preview') !== 'off')
  const [tab, setTab] = useState<'paper' | 'pdf'>('paper')
  const { invoice, draft, worked } = editor
  const togglePdf = () => {
    localStorage.setItem('kontor.invoice-preview', pdf ? 'off' : 'on')
    setPdf(!pdf)
  }
  useSaveKey(editor)
  const { letGo } = useLeaving(editor)
  const showsPaper = wide || tab === 'paper'
  const showsPdf = wide ? pdf : tab === 'pdf'
  return (
    <div className="invoice-editor">
      <header className="invoice-bar">
        <Link className="icon-button" to="/invoices" aria-label={t('invoices.title')}>
          <IconArrowLeft size={16} stroke={1.75} />
        </Link>
        <h1 className="cut">{documentName(invoice)}</h1>
        <StateBadge invoice={invoice} />
        <SavingWords saving={editor.saving} />
        <span className="grow" />
        {wide && (
          <button type="button" className="button ghost" aria-pressed={pdf} onClick={togglePdf}>
            <IconFileTypePdf size={16} stroke={1.75} />
            <span>{t('invoices.preview')}</span>
          </button>
        )}
        <IssueButton editor={editor} />
        <DraftMenu editor={editor} letGo={letGo} />
      </header>
      {!wide && (
        <div className="invoice-tabs" role="tablist" aria-label={t('invoices.preview')}>
          {(['paper', 'pdf'] as const).map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              className="tab"
              aria-selected={tab === one}
              onClick={() => setTab(one)}
            >
              {t(`invoices.tab.${one}`)}
            </button>
          ))}
        </div>
      )}
      <div className={showsPaper && showsPdf ? 'invoice-desk with-pdf' : 'invoice-desk'}>
        {showsPaper && <EditPaper editor={editor} />}
        {showsPdf && <PdfSide invoice={invoice} />}
      </div>
      <footer className="invoice-foot">
        <Findings findings={worked.findings} />
        <span className="grow" />
        <span className="muted">{t(isBill(draft.kind) ? 'invoices.payable' : 'invoices.gross')}</span>
        <strong className="num">{formatMoney(worked.totals.payable, draft.currency)}</strong>
      </footer>
    </div>
  )
}

function SavingWords({ saving }: { saving: Saving }) {
  const t = useText()
  const refused = saving.is === 'refused'
  const Icon = refused ? IconAlertTriangle : saving.is === 'saved' ? IconCloudCheck : IconCloudUp
  return (
    <span className={refused ? 'invoice-saving refused' : 'invoice-saving'} role="status">
      <Icon size={15} stroke={1.75} />
      <span className="cut" title={refused ? saving.words : undefined}>
        {refused ? t('invoices.not_saved', { why: saving.words }) : t(`invoices.saving.${saving.is}`)}
      </span>
      {refused && saving.stale && (
        <button type="button" className="button small" onClick={() => location.reload()}>
          {t('error.reload')}
        </button>
      )}
    </span>
  )
}

function IssueButton({ editor }: { editor: Editor }) {
  const t = useText()
  const go = useNavigate()
  const { issue } = useInvoices()
  const { worked, draft } = editor
  const [busy, setBusy] = useState(false)
  const begin = async () => {
    const errors = worked.findings.filter(({ level }) => level === 'error')
    if (errors[0]) {
      say(t('invoices.errors', { count: errors.length }))
      return goTo(errors[0].path)
    }
    if (editor.strange[0]) return goTo(editor.strange[0])
    setBusy(true)
    const saved = await editor.flush().finally(() => setBusy(false))
    if (!saved) return
    void openConfirm({
      title: t('invoices.issue_title', { name: t(`invoices.kind.${draft.kind}`) }),
      text: t('invoices.issue_text'),
      action: t('invoices.issue'),
      run: async () => {
        const issued = await issue(saved)
        await go(`/invoices/${issued.id}`, { replace: true })
        say(t('invoices.issued_as', { name: documentName(issued) }))
      },
    })
  }
  useIssueKey(() => void begin())
  return (
    <button
      type="button"
      className="button primary"
      disabled={busy}
      title={t('invoices.issue_keys')}
      onClick={() => void begin()}
    >
      {t('invoices.issue')}
    </button>
  )
}

function DraftMenu({ editor, letGo }: { editor: Editor; letGo: () => void }) {
  const t = useText()
  const go = useNavigate()
  const invoices = useInvoices()
  const { invoice } = editor
  return (
    <MoreMenu
      label={t('invoices.more')}
      items={[
        {
          id: 'copy',
          label: t('invoices.duplicate'),
          run: () =>
            void editor
              .flush()
              .then((saved) => saved && invoices.duplicate(saved))
              .then((copy) => copy && go(`/invoices/${copy.id}/edit`), complain),
        },
        {
          id: 'delete',
          label: t('invoices.delete'),
          danger: true,
          run: () =>
            void editor
              .flush()
              .then((saved) => invoices.remove(saved ?? invoice))
              .then(letGo)
              .then(() => go('/invoices')),
        },
      ]}
    />
  )
}

/** Ctrl+Enter finishes, as in every form; not while something is asked above the paper. */
function useIssueKey(begin: () => void): void {
  const latest = useLatest(begin)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
      if (document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [latest])
}

/** Ctrl+S saves at once, as everywhere. */
function useSaveKey({ flush }: Editor): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      void flush()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [flush])
}
