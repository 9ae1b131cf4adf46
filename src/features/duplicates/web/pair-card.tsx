import { IconArrowsJoin, IconArrowBackUp, IconEqualNot, IconUserX } from '@tabler/icons-react'
import { Link } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { ContactFace } from '#features/contacts/web/contact-parts.tsx'
import { formatMoment } from '#ui/format.ts'
import { useText } from '#ui/texts.ts'
import type { DuplicatePair, PairState } from '../pair.ts'
import { tellingReasons } from './reason-words.ts'
import { pairLines, type PairLine } from './pair-lines.ts'

interface PairCardProps {
  pair: DuplicatePair
  /** It belongs to the cluster of the card above. */
  goesOn: boolean
  merges: boolean
  onMerge: () => void
  onDecide: (decision: PairState) => void
}

/** Two contacts side by side: why they may be the same, what differs, and what is to become of them. */
export function PairCard({ pair, goesOn, merges, onMerge, onDecide }: PairCardProps) {
  const t = useText()
  const [left, right] = pair.contacts
  if (!left || !right) return null
  return (
    <article
      className={goesOn ? 'pair goes-on' : 'pair'}
      data-pair={pair.id}
      // Cards take the keyboard one after the other (j, k), and m and n act on the one that has it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={t('duplicates.pair', { one: left.displayName, other: right.displayName })}
    >
      <header className="pair-why">
        <span className={pair.verdict === 'sure' ? 'badge red' : 'badge amber'}>
          {t(`duplicates.verdict.${pair.verdict === 'sure' ? 'sure' : 'possible'}`)}
        </span>
        <span className="grow">
          {tellingReasons(pair.reasons)
            .map((reason) => t(`duplicates.reason.${reason}`))
            .join(' · ')}
        </span>
        {goesOn && <span className="muted">{t('duplicates.goes_on')}</span>}
      </header>
      <div className="pair-sides">
        <Side contact={left} />
        <Side contact={right} />
      </div>
      <Lines lines={pairLines(t, left, right)} names={[left.displayName, right.displayName]} />
      <footer className="pair-acts">
        {pair.state === 'open' ? (
          <>
            <button type="button" className="button primary" onClick={onMerge}>
              <IconArrowsJoin size={16} stroke={1.75} />
              {t(merges ? 'duplicates.merge' : 'duplicates.same')}
            </button>
            <button type="button" className="button" onClick={() => onDecide('different')}>
              <IconUserX size={16} stroke={1.75} />
              {t('duplicates.different')}
            </button>
          </>
        ) : (
          <>
            {pair.state === 'same' && merges && (
              <button type="button" className="button primary" onClick={onMerge}>
                <IconArrowsJoin size={16} stroke={1.75} />
                {t('duplicates.merge')}
              </button>
            )}
            <button type="button" className="button" onClick={() => onDecide('open')}>
              <IconArrowBackUp size={16} stroke={1.75} />
              {t('duplicates.take_back')}
            </button>
            {pair.decidedAt && <span className="muted">{formatMoment(pair.decidedAt)}</span>}
          </>
        )}
      </footer>
    </article>
  )
}

function Side({ contact }: { contact: Contact }) {
  const t = useText()
  return (
    <div className="pair-side">
      <ContactFace contact={contact} large />
      <div className="grow">
        <Link className="pair-name" to={`/contacts/${contact.id}`}>
          {contact.displayName}
        </Link>
        <p className="muted">{t('duplicates.since', { at: formatMoment(contact.createdAt) })}</p>
      </div>
    </div>
  )
}

/** Field by field; what differs is marked, what both share stands once. */
function Lines({ lines, names }: { lines: PairLine[]; names: [string, string] }) {
  const t = useText()
  return (
    <table className="pair-lines">
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('duplicates.field')}</th>
          <th scope="col">{names[0]}</th>
          <th scope="col">{names[1]}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, left, right, same }) => (
          <tr key={name} className={same ? 'same' : 'differs'}>
            <th scope="row">{name}</th>
            <td>{left || <span className="muted">–</span>}</td>
            <td>
              {!same && left && right && (
                <IconEqualNot size={14} stroke={2} role="img" aria-label={t('duplicates.differs')} />
              )}
              {right || <span className="muted">–</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
