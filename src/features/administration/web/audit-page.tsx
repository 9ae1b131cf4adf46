import { Link } from 'react-router'
import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatExact, formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { AuditEntry } from '../audit.ts'
import { AuditFilters, useAuditFilters } from './audit-filters.tsx'
import { actionWords, kindWords, useDiffWords, type SaidLine } from './audit-words.ts'
import { useRecordPath } from './record-path.ts'

/** The audit trail: who changed what, from what to what, and when. */
export function AuditPage() {
  const t = useText()
  const filters = useAuditFilters()
  const asked = usePages<AuditEntry>('audit', '/audit', filters.query)
  return (
    <SettingsPage wide title={t('audit')} text={t('audit.text')}>
      <AuditFilters {...filters} />
      <Table
        {...asked}
        label={t('audit')}
        columns={columns}
        empty={{ title: t('list.nothing_found'), text: t('audit.empty_text') }}
      />
    </SettingsPage>
  )
}

const columns: TableColumn<AuditEntry>[] = [
  {
    id: 'at',
    title: 'audit.at',
    draw: ({ at }) => (
      <time dateTime={at} title={formatExact(at)} className="num">
        {formatMoment(at)}
      </time>
    ),
  },
  { id: 'by', title: 'audit.by', wraps: true, draw: (entry) => <Who entry={entry} /> },
  { id: 'record', title: 'audit.record', wraps: true, draw: (entry) => <What entry={entry} /> },
  { id: 'changes', title: 'audit.changes', wraps: true, draw: (entry) => <Changes entry={entry} /> },
]

function Who({ entry: { by, via } }: { entry: AuditEntry }) {
  const t = useText()
  return (
    <>
      {by?.name ?? t('audit.kontor')}
      {via !== 'web' && <span className="second">{t(`audit.via.${via}`)}</span>}
    </>
  )
}

function What({ entry: { record, action } }: { entry: AuditEntry }) {
  const t = useText()
  const to = useRecordPath()(record)
  const title = record.kind === 'settings' ? t('settings') : record.title
  return (
    <>
      {to ? <Link to={to}>{title}</Link> : title}
      <span className="second">
        {kindWords(t, record.kind)} · {actionWords(t, action)}
      </span>
    </>
  )
}

function Changes({ entry }: { entry: AuditEntry }) {
  const lines = useDiffWords()(entry)
  if (lines.length === 0) return null
  // What is new stood for nothing before; that goes without saying.
  const fresh = entry.action.endsWith('.created')
  return (
    <dl className="audit-changes">
      {lines.map((line, index) => (
        <div key={`${line.name} ${index}`}>
          <dt>{line.name}: </dt>
          <dd>{fresh ? line.to : <FromTo line={line} />}</dd>
        </div>
      ))}
    </dl>
  )
}

function FromTo({ line: { from, to } }: { line: SaidLine }) {
  const t = useText()
  const nothing = <span className="muted">{t('audit.nothing')}</span>
  return (
    <>
      {from === null ? nothing : <del>{from}</del>}
      <span aria-hidden="true"> → </span>
      <span className="sr-only"> {t('audit.to_word')} </span>
      {to === null ? nothing : <ins>{to}</ins>}
    </>
  )
}
