import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link, useNavigate, useSearchParams } from 'react-router'
import type { Account } from '#features/groupware/account.ts'
import type { Collection } from '#features/groupware/collection.ts'
import { useAccounts } from '#features/groupware/web/groupware-api.ts'
import { wholeWords } from '#ui/api/problem-words.ts'
import { formatDuration, formatPeriod, formatWords } from '#ui/format.ts'
import { ConfirmSheet } from '#ui/inputs/confirm-sheet.tsx'
import { DayInput } from '#ui/inputs/day-input.tsx'
import { EmptyList } from '#ui/list/list-states.tsx'
import { useText, type Translate } from '#ui/texts.ts'
import { TAKEOVER_AREAS } from '../../takeover.ts'
import type { Takeover } from '../../takeover.ts'
import { sourcesQuery, useTakeoverActs } from '../takeover-api.ts'
import { TakeoverWizard } from '../takeover-wizard.tsx'
import { AreaCards } from './area-cards.tsx'
import { RefreshLine } from './refresh-line.tsx'
import { SeriesChoice } from './series-choice.tsx'
import { longReading, planOf, wishOf, type Plan, type Wish } from './wish.ts'

interface AreasStepProps {
  /** An open one, to which somebody came back; saying something else begins anew. */
  takeover?: Takeover
  onNext?: () => void
  earlier?: ReactNode
}

/** What is taken over, from where and from when. */
export function AreasStep({ takeover, onNext, earlier }: AreasStepProps) {
  const t = useText()
  const go = useNavigate()
  const acts = useTakeoverActs()
  const [params] = useSearchParams()
  const { data: all = [] } = useAccounts()
  const accounts = all.filter(({ kind }) => kind !== 'file')
  const [accountId, setAccountId] = useState(takeover?.accountId ?? params.get('account'))
  const account = accounts.find(({ id }) => id === accountId) ?? accounts[0]
  const [wish, setWish] = useState(() => wishOf(takeover))
  const [isTouched, setTouched] = useState(false)
  const [asking, setAsking] = useState(false)
  const [now] = useState(Date.now)
  const sources = useQuery(sourcesQuery(account?.id ?? ''))
  const plan = account && sources.data && planOf(account, sources.data.items, wish, now)
  const change = (part: Wish) => {
    setWish({ ...wish, ...part })
    setTouched(true)
  }
  const changeAccount = (id: string) => {
    setAccountId(id)
    setWish({})
    setTouched(true)
  }
  /** Whoever makes a folder for this wants the mails of that one, and of no other. */
  const readFolder = async ({ id }: Collection) => {
    await sources.refetch()
    const others = plan?.sources.filter(({ area }) => area !== 'mail').map((one) => one.id) ?? []
    const areas = TAKEOVER_AREAS.filter(
      (area) => area === 'mail' || (wish.areas ?? TAKEOVER_AREAS).includes(area),
    )
    change({ areas, sources: [...others, id] })
  }
  const begin = async () => {
    if (!plan) return
    if (takeover) await acts.cancel(takeover.id)
    const from = plan.sources.map(({ id }) => id)
    const { id } = await acts.start({ ...plan, sources: from })
    // Whoever goes back from the mails comes to what they said here.
    await go(`/groupware/takeover/${id}?step=areas`, { replace: true })
    await go(`/groupware/takeover/${id}?step=mail`)
  }
  const isReady = plan !== undefined && (plan.areas.length > 0 || plan.refresh) && plan.until >= plan.since
  const next = takeover && !isTouched ? onNext : takeover ? () => setAsking(true) : begin
  return (
    <TakeoverWizard
      {...(takeover && { takeover })}
      step="areas"
      heading={t('takeover.areas.heading')}
      text={t('takeover.areas.text')}
      chosen={plan && planWords(t, plan)}
      next={{ disabled: !isReady && !(takeover && !isTouched), run: () => next?.() }}
    >
      <div className="takeover-areas">
        <AccountChoice accounts={accounts} value={account?.id ?? ''} onChange={changeAccount} />
        {sources.error ? (
          <EmptyList title={t('takeover.not_listed')} text={wholeWords(sources.error)}>
            <button type="button" className="button" onClick={() => void sources.refetch()}>
              {t('error.again')}
            </button>
            <Link className="button" to={`/settings/groupware?account=${account?.id}`}>
              {t('takeover.to_account')}
            </Link>
          </EmptyList>
        ) : !plan || !sources.data ? (
          <p className="takeover-looking" role="status">
            {t('takeover.looking', { name: account?.name ?? '' })}
          </p>
        ) : (
          <>
            <AreaCards
              account={account}
              sources={sources.data.items}
              plan={plan}
              wish={wish}
              onChange={change}
              onFolder={readFolder}
            />
            <LongReading plan={plan} />
            <RefreshLine
              accountId={plan.accountId}
              refreshing={sources.data.refreshing}
              value={plan.refresh}
              onChange={(refresh) => change({ refresh })}
            />
            <fieldset className="takeover-period">
              <legend>{t('takeover.period')}</legend>
              <p className="muted">{t('takeover.period_text')}</p>
              <div>
                <DayInput
                  required
                  label={t('takeover.since')}
                  value={plan.since}
                  onChange={(day) => day && change({ since: day })}
                />
                <DayInput
                  required
                  label={t('takeover.until')}
                  value={plan.until}
                  onChange={(day) => day && change({ until: day })}
                  error={plan.until < plan.since ? t('takeover.period_wrong') : undefined}
                />
              </div>
            </fieldset>
            {plan.areas.includes('appointment') && (
              <SeriesChoice value={plan.series} onChange={(series) => change({ series })} />
            )}
          </>
        )}
        {earlier}
      </div>
      {asking && (
        <ConfirmSheet
          title={t('takeover.anew_title')}
          text={t('takeover.anew_text')}
          action={t('takeover.anew')}
          onConfirm={begin}
          onClose={() => setAsking(false)}
        />
      )}
    </TakeoverWizard>
  )
}

interface AccountChoiceProps {
  accounts: Account[]
  value: string
  onChange: (id: string) => void
}

/** Who has one account has nothing to choose. */
function AccountChoice({ accounts, value, onChange }: AccountChoiceProps) {
  const t = useText()
  if (accounts.length < 2) return null
  return (
    <label className="takeover-account">
      <span className="input-label">{t('takeover.account')}</span>
      <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        {accounts.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A whole inbox takes its time: how much, and what is quicker. */
function LongReading({ plan }: { plan: Plan }) {
  const t = useText()
  const long = longReading(plan)
  if (!long) return null
  return (
    <p className="takeover-long" role="status">
      {t('takeover.long', { count: long.count, time: formatDuration(long.seconds) })}
    </p>
  )
}

function planWords(t: Translate, { areas, refresh, since, until }: Plan): string {
  const what = areas.map((area) => t(`takeover.step.${area}`))
  if (refresh) what.push(t('takeover.refresh_short'))
  if (what.length === 0) return t('takeover.nothing_chosen')
  return `${formatWords(what)} · ${formatPeriod(since, until)}`
}
