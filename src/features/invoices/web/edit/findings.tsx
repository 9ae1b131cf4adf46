import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { Link } from 'react-router'
import { Popover } from '#ui/popover.tsx'
import { useText, type TextKey, type Translate } from '#ui/texts.ts'
import type { Invoice } from '../../invoice.ts'

type Finding = Invoice['findings'][number]

/** A finding as a sentence; a business term of the norm is called by its name. */
export function findingWords({ key, values, rule }: Pick<Finding, 'key' | 'values' | 'rule'>, t: Translate) {
  const term = values['term'] ? t(`einvoice.term.${values['term']}` as TextKey) : rule
  return t(key as TextKey, { ...values, term })
}

/** Brings somebody to the field that a finding names. */
export function goTo(path: string): void {
  const at = (one: string) =>
    document.querySelector<HTMLElement>(`[data-path="${CSS.escape(one)}"]`) ?? undefined
  const place = at(path) ?? at(path.split('.')[0] ?? path)
  place?.scrollIntoView({ block: 'center' })
  const field = place?.matches('input, textarea, select, button')
    ? place
    : place?.querySelector<HTMLElement>('input, textarea, select, button')
  field?.focus()
}

/** What speaks against issuing, counted; a press lists it, and each line leads to its field. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const t = useText()
  const errors = findings.filter(({ level }) => level === 'error').length
  const others = findings.length - errors
  if (findings.length === 0)
    return (
      <span className="invoice-ready">
        <IconCheck size={15} stroke={2} />
        {t('invoices.ready')}
      </span>
    )
  const words = [
    ...(errors > 0 ? [t('invoices.errors', { count: errors })] : []),
    ...(others > 0 ? [t('invoices.hints', { count: others })] : []),
  ].join(', ')
  return (
    <Popover
      label={t('invoices.findings')}
      className="invoice-findings"
      renderOpener={(props) => (
        <button type="button" className={errors > 0 ? 'button small danger' : 'button small'} {...props}>
          {errors > 0 ? <IconAlertTriangle size={15} stroke={2} /> : <IconInfoCircle size={15} stroke={2} />}
          {words}
        </button>
      )}
    >
      {(close) => (
        <ul>
          {findings.map((finding) => (
            <li key={`${finding.path} ${finding.key}`}>
              <FindingLine finding={finding} close={close} />
            </li>
          ))}
        </ul>
      )}
    </Popover>
  )
}

function FindingLine({ finding, close }: { finding: Finding; close: () => void }) {
  const t = useText()
  const { level, path, rule } = finding
  const said = (
    <>
      <span className={`badge ${level === 'error' ? 'red' : level === 'warning' ? 'amber' : ''}`}>
        {t(`invoices.level.${level}`)}
      </span>
      <span>{findingWords(finding, t)}</span>
      <span className="muted">{rule}</span>
    </>
  )
  if (path.startsWith('firm.') || path.startsWith('xml.seller'))
    return (
      <Link className="finding" to="/settings/firm">
        {said}
      </Link>
    )
  return (
    <button
      type="button"
      className="finding"
      onClick={() => {
        close()
        requestAnimationFrame(() => goTo(path))
      }}
    >
      {said}
    </button>
  )
}
