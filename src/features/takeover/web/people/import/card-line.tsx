import { IconBuilding, IconLink, IconPhoto, IconUser } from '@tabler/icons-react'
import { reasonWords } from '#features/duplicates/web/reason-words.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { CardDecision, Employer } from '../../../card-decision.ts'
import type { CardOffer } from '../../../people-import.ts'

interface CardLineProps {
  offer: CardOffer
  decision: CardDecision
  onOpen: () => void
}

/** Somebody of an address book: who, whom they may work for, and whether they are there already. */
export function CardLine({ offer, decision, onOpen }: CardLineProps) {
  const t = useText()
  const { name, position, company, emails, phones, hasPhoto, kind } = offer
  const about = [position, company].filter((word) => word && word !== name)
  return (
    <span className="card-line">
      <span className="card-who">
        <span className="cut">
          <strong>{name}</strong>
          {hasPhoto && <IconPhoto size={13} stroke={1.75} aria-label={t('people.has_photo')} role="img" />}
          {about.length > 0 && <span className="muted"> {about.join(', ')}</span>}
        </span>
        <span className="card-reach cut">{[...emails, ...phones].join(' · ') || t('people.no_reach')}</span>
      </span>
      <span className="card-employer">
        {kind === 'company' ? (
          <span className="muted">{t('people.is_company')}</span>
        ) : (
          <EmployerButton {...{ offer, decision, onOpen, t }} />
        )}
      </span>
      <span className="card-verdict">
        <VerdictWords {...{ offer, t }} />
      </span>
    </span>
  )
}

/** The company as it stands, or what is to be said about it. */
function EmployerButton({ offer, decision, onOpen, t }: CardLineProps & { t: Translate }) {
  const { employer, linkTo } = decision
  const [best] = offer.companies.matches
  const about = <span className="sr-only">{t('people.company_of', { name: offer.name })}: </span>
  if (linkTo)
    return (
      <button type="button" tabIndex={-1} className="card-choice" onClick={opening(onOpen)}>
        <IconLink size={14} stroke={1.75} aria-hidden="true" />
        {about}
        <span className="cut">{t('people.linked_with', { name: linkTo.name })}</span>
      </button>
    )
  if (offer.verdict === 'sure')
    return (
      <button type="button" tabIndex={-1} className="card-choice open" onClick={opening(onOpen)}>
        <IconLink size={14} stroke={1.75} aria-hidden="true" />
        <span className="cut">{t('people.link_instead')}</span>
      </button>
    )
  const sure =
    employer?.kind === 'known' && offer.companies.matches.find(({ companyId }) => companyId === employer.id)
  return (
    <button
      type="button"
      tabIndex={-1}
      className={employer ? 'card-choice' : 'card-choice open'}
      onClick={opening(onOpen)}
    >
      {employer?.kind === 'none' ? (
        <IconUser size={14} stroke={1.75} aria-hidden="true" />
      ) : (
        <IconBuilding size={14} stroke={1.75} aria-hidden="true" />
      )}
      {about}
      <span className="cut">
        {employer
          ? employerWords(t, employer)
          : best
            ? t('people.maybe_company', { name: best.displayName })
            : t('people.choose_company')}
      </span>
      {(sure || (!employer && best)) && (
        <span className="muted num">{percent((sure || best)?.confidence ?? 0)}</span>
      )}
    </button>
  )
}

/** It must not count as a press on the row as well. */
function opening(onOpen: () => void) {
  return (event: React.MouseEvent) => {
    event.stopPropagation()
    onOpen()
  }
}

export function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`
}

export function employerWords(t: Translate, employer: Employer): string {
  if (employer.kind === 'none') return t('people.private_person')
  return employer.kind === 'new' ? t('people.new_company', { name: employer.name }) : employer.name
}

const COLORS = { sure: 'red', possible: 'amber', none: 'green' } as const

/** Whether somebody is there already, and why one thinks so. */
function VerdictWords({ offer, t }: { offer: CardOffer; t: Translate }) {
  const { verdict, hits, twin } = offer
  const [hit] = hits
  const shown = verdict === 'none' && twin ? twin.verdict : verdict
  const why = hit
    ? (hit.displayName ?? t('people.hidden_hit'))
    : twin && t('people.twin_of', { name: twin.name })
  const reasons = hit && hit.reasons.length > 0 ? reasonWords(t, hit.reasons) : ''
  return (
    <>
      <span className={`badge ${COLORS[shown]}`}>{t(`people.verdict.${shown}`)}</span>
      {why && (
        <span className="card-why" title={reasons}>
          <span className="cut">{why}</span>
          {reasons && <span className="muted cut">{reasons}</span>}
        </span>
      )}
    </>
  )
}
