import { IconAlertTriangle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import { FINDING_CLASSES, type InvoiceFinding } from '#features/einvoice/finding.ts'
import type { Profile } from '#features/einvoice/profile.ts'
import { DropArea } from '#ui/inputs/drop-area.tsx'
import { upload } from '#ui/inputs/upload.ts'
import { useText } from '#ui/texts.ts'
import { findingWords } from '../edit/findings.tsx'
import type { InvoiceCheck } from '../../invoice-check.ts'
import '../paper.css'
import './check.css'
import { Readable } from './readable.tsx'

/** Somebody's e-invoice, made readable, and what is wrong with it in the three classes of the tax administration. */
export function CheckPage() {
  const t = useText()
  const [checked, setChecked] = useState<{ name: string; answer: InvoiceCheck }>()
  const send = async (file: File, onProgress: (part: number) => void) => {
    const answer = await upload<InvoiceCheck>('/invoices/check', file, { onProgress })
    setChecked({ name: file.name, answer })
  }
  return (
    <div className="check-page">
      <header>
        <h1>{t('invoices.check')}</h1>
        <p className="muted">{t('invoices.check_text')}</p>
      </header>
      <DropArea
        label={t('invoices.check_drop')}
        accept=".xml,.pdf,application/xml,text/xml,application/pdf"
        most={20 * 1024 * 1024}
        send={send}
      />
      {checked && (
        <>
          <Verdict {...checked} />
          <Found answer={checked.answer} />
          {checked.answer.invoice && <Readable invoice={checked.answer.invoice} />}
        </>
      )}
    </div>
  )
}

/** What BT-24 says the file is, by its own name. */
const PROFILE_NAMES: Record<Profile, string> = {
  xrechnung: 'XRechnung',
  'xrechnung-extension': 'XRechnung Extension',
  peppol: 'Peppol BIS Billing',
  en16931: 'EN 16931',
  basic: 'Factur-X BASIC',
  extended: 'Factur-X EXTENDED',
  'basic-wl': 'Factur-X BASIC WL',
  minimum: 'Factur-X MINIMUM',
  unknown: '',
}

function Verdict({ name, answer }: { name: string; answer: InvoiceCheck }) {
  const t = useText()
  const { findings, invoice, syntax, profile } = answer
  const bad = findings.some(({ flag }) => flag === 'fatal')
  const how = bad || !invoice ? 'bad' : findings.length > 0 ? 'mixed' : 'good'
  const Icon = { bad: IconAlertTriangle, mixed: IconInfoCircle, good: IconCheck }[how]
  return (
    <p className={`check-verdict ${how}`} role="status">
      <Icon size={18} stroke={2} />
      <strong>{t(invoice ? `invoices.check_${how}` : 'invoices.check_none')}</strong>
      <span className="grow cut">{name}</span>
      <span>{[profile && PROFILE_NAMES[profile], syntax?.toUpperCase()].filter(Boolean).join(' · ')}</span>
    </p>
  )
}

/** The three classes beside each other; what was found of them below. */
function Found({ answer: { findings } }: { answer: InvoiceCheck }) {
  const t = useText()
  const classes = FINDING_CLASSES.map((kind) => ({
    kind,
    mine: findings.filter((finding) => finding.class === kind),
  }))
  return (
    <>
      <dl className="check-classes">
        {classes.map(({ kind, mine }) => (
          <div key={kind}>
            <dt>{t(`invoices.check_class.${kind}`)}</dt>
            <dd className="num">{mine.length === 0 ? t('invoices.check_fine') : mine.length}</dd>
          </div>
        ))}
      </dl>
      {classes
        .filter(({ mine }) => mine.length > 0)
        .map(({ kind, mine }) => (
          <section key={kind}>
            <h2>{t(`invoices.check_class.${kind}`)}</h2>
            <p className="muted">{t(`invoices.check_text.${kind}`)}</p>
            <ul className="check-found">
              {mine.map((finding, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- the list never changes its order
                <FoundLine key={`${finding.rule} ${index}`} finding={finding} />
              ))}
            </ul>
          </section>
        ))}
    </>
  )
}

function FoundLine({ finding }: { finding: InvoiceFinding }) {
  const t = useText()
  const { rule, flag, term, message, values } = finding
  const isError = flag === 'fatal'
  return (
    <li>
      <span className={`badge ${isError ? 'red' : 'amber'}`}>
        {t(`invoices.level.${isError ? 'error' : 'warning'}`)}
      </span>
      <span>{findingWords({ key: message, rule, values: term ? { ...values, term } : values }, t)}</span>
      <span className="muted">{rule}</span>
    </li>
  )
}
