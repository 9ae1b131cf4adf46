import { IconEyeOff, IconUsers } from '@tabler/icons-react'
import { useState } from 'react'
import { Link } from 'react-router'
import { reasonWords } from '#features/duplicates/web/reason-words.ts'
import type { DuplicateHit } from '#features/duplicates/verdict.ts'
import { Sheet } from '#ui/sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { CardDecision } from '../../../card-decision.ts'
import type { CardOffer } from '../../../people-import.ts'
import { CompanyChoice } from './company-choice.tsx'

interface CardSheetProps {
  offer: CardOffer
  decision: CardDecision
  allowsAlone: boolean
  onDecide: (decision: CardDecision) => void
  onIgnore: () => void
  onClose: () => void
}

/** One person of the address book: what is known, who it may be already, and what is to be done. */
export function CardSheet({ offer, decision, allowsAlone, onDecide, onIgnore, onClose }: CardSheetProps) {
  const t = useText()
  const { name, kind, verdict, hits, twin, companies } = offer
  const [draft, setDraft] = useState(decision)
  const isSure = verdict === 'sure'
  const canTake = draft.linkTo !== null || (!isSure && (kind === 'company' || draft.employer !== null))
  const take = () => {
    onDecide({ ...draft, ticked: true })
    onClose()
  }
  return (
    <Sheet title={name} onClose={onClose}>
      <div className="sheet-body card-sheet">
        <CardFacts offer={offer} />
        {twin && <p className="notice">{t('people.twin_text', { name: twin.name })}</p>}
        {hits.length > 0 && (
          <section aria-label={t('people.hits')}>
            <h3>{t(isSure ? 'people.hits_sure' : 'people.hits')}</h3>
            <ul className="card-hits">
              {tellingHits(offer).map((hit, index) => (
                <HitLine
                  key={hit.contactId ?? index}
                  hit={hit}
                  isLinked={draft.linkTo !== null && draft.linkTo.id === hit.contactId}
                  onLink={(linkTo) => setDraft({ ...draft, linkTo })}
                />
              ))}
            </ul>
          </section>
        )}
        {kind === 'person' && !isSure && draft.linkTo === null && (
          <CompanyChoice
            matches={companies.matches}
            allowsAlone={allowsAlone}
            value={draft.employer}
            onChange={(employer) => setDraft({ ...draft, employer })}
          />
        )}
      </div>
      <footer className="sheet-foot card-foot">
        <button type="button" className="button ghost" onClick={onIgnore}>
          <IconEyeOff size={16} stroke={1.75} />
          {t('people.never')}
        </button>
        <span className="grow" />
        <button type="button" className="button" onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className="button primary" disabled={!canTake} onClick={take}>
          {t(draft.linkTo ? 'people.link' : 'people.take')}
        </button>
      </footer>
    </Sheet>
  )
}

const MOST_HITS = 4

/** Where somebody is surely there, whom they are merely like does not matter. */
function tellingHits({ verdict, hits }: CardOffer): DuplicateHit[] {
  const telling = verdict === 'sure' ? hits.filter((hit) => hit.verdict === 'sure') : hits
  return telling.slice(0, MOST_HITS)
}

function CardFacts({ offer }: { offer: CardOffer }) {
  const t = useText()
  const { position, company, emails, phones, book } = offer
  const facts = [
    ['position', position],
    ['company_there', company],
    ['emails', emails.join('\n')],
    ['phones', phones.join('\n')],
    ['book', book],
  ] as const
  return (
    <dl className="card-facts">
      {facts
        .filter(([, value]) => value)
        .map(([fact, value]) => (
          <div key={fact}>
            <dt>{t(`people.fact.${fact}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

interface HitLineProps {
  hit: DuplicateHit
  isLinked: boolean
  onLink: (linkTo: CardDecision['linkTo']) => void
}

/** A contact that is like it, and the offer to link both: a contact one may not see says only that it is there. */
function HitLine({ hit, isLinked, onLink }: HitLineProps) {
  const t = useText()
  const { contactId, displayName, reasons } = hit
  const isSeen = contactId !== undefined && displayName !== undefined
  return (
    <li>
      <IconUsers size={16} stroke={1.75} aria-hidden="true" />
      <span className="grow">
        {isSeen ? (
          // What was decided in the list must not be lost by a look.
          <Link to={`/contacts/${contactId}`} target="_blank">
            {displayName}
          </Link>
        ) : (
          t('people.hidden_hit_text')
        )}
        {reasons.length > 0 && <small>{reasonWords(t, reasons)}</small>}
      </span>
      {isSeen && (
        <button
          type="button"
          className="button small"
          aria-pressed={isLinked}
          onClick={() => onLink(isLinked ? null : { id: contactId, name: displayName })}
        >
          {t(isLinked ? 'people.link_on' : 'people.link_this')}
          <span className="sr-only">: {displayName}</span>
        </button>
      )}
    </li>
  )
}
