import { Link, useNavigate } from 'react-router'
import { formatMoney } from '#ui/format.ts'
import { Fact } from '#ui/record/fact.tsx'
import { RecordActions } from '#ui/record/record-actions.tsx'
import { useText } from '#ui/texts.ts'
import type { Opportunity } from '../../opportunity.ts'
import { opportunityMenu } from '../list/opportunity-menu.ts'
import { useDeleteOpportunity, useMoveOpportunity, useOpportunityWords } from '../opportunity-api.ts'
import { Close, RestrictedMark, StaleMark, amountWords, worth } from '../opportunity-parts.tsx'

/** The card above: what it is, in which stage, what it is worth and how sure that is. */
export function OpportunityHead({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const { title, contact, billing, weighted, currency, probability, owner } = opportunity
  return (
    <header className="record-top opportunity-top" style={{ borderTopColor: opportunity.stage.color }}>
      <div className="record-title">
        <h1>{title}</h1>
        <RestrictedMark opportunity={opportunity} />
        <StaleMark opportunity={opportunity} />
        <span className="grow" />
        <HeadActions opportunity={opportunity} />
      </div>
      <dl className="record-facts opportunity-facts">
        <Fact name={t('opportunities.stage')}>
          <StageChoice opportunity={opportunity} />
        </Fact>
        <Fact name={t('opportunities.total')}>
          <strong className="num">{worth(opportunity)}</strong>
          {billing !== 'fixed' && <span className="muted">{amountWords(t, opportunity)}</span>}
        </Fact>
        <Fact name={t('opportunities.probability')}>
          <span className="num">{t('opportunities.percent', { value: probability })}</span>
          <span className="muted num">
            {t('opportunities.weighted_of', { amount: formatMoney(weighted, currency) })}
          </span>
        </Fact>
        <Fact name={t(opportunity.closedOn ? 'opportunities.closed' : 'opportunities.expected')}>
          {opportunity.closedOn || opportunity.expectedClose ? (
            <Close opportunity={opportunity} />
          ) : (
            <span className="muted">{t('opportunities.no_day')}</span>
          )}
        </Fact>
        <Fact name={t('opportunities.contact')}>
          {contact ? (
            <Link to={`/contacts/${contact.id}`}>{contact.displayName}</Link>
          ) : (
            <span className="muted">{t('opportunities.contact_none')}</span>
          )}
        </Fact>
        <Fact name={t('opportunities.owner')}>{owner.name}</Fact>
      </dl>
    </header>
  )
}

/** Another stage brings its probability, and a day when it closes. */
function StageChoice({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const move = useMoveOpportunity()
  const { stages } = useOpportunityWords()
  const mine = stages.filter(({ pipelineId }) => pipelineId === opportunity.pipelineId)
  const choose = (id: string) => {
    const stage = mine.find((one) => one.id === id)
    if (stage) void move(opportunity, stage)
  }
  return (
    <select
      className="field stage-field"
      aria-label={t('opportunities.stage_of', { title: opportunity.title })}
      disabled={!opportunity.can.includes('change')}
      value={opportunity.stageId}
      onChange={(event) => choose(event.target.value)}
    >
      {mine.length === 0 && <option value={opportunity.stageId}>{opportunity.stage.name}</option>}
      {mine.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  )
}

function HeadActions({ opportunity }: { opportunity: Opportunity }) {
  const t = useText()
  const go = useNavigate()
  const move = useMoveOpportunity()
  const remove = useDeleteOpportunity()
  const { stages } = useOpportunityWords()
  const erase = (one: Opportunity) => remove(one).then(() => void go('/opportunities/board'))
  return (
    <RecordActions
      label={t('opportunities.more')}
      items={opportunityMenu(opportunity, { t, go, stages, move, remove: erase })}
    />
  )
}
