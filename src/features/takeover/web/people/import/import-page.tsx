import { IconEyeOff, IconRefresh } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState, type ReactNode } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Account } from '#features/groupware/account.ts'
import { useCollections } from '#features/groupware/web/groupware-api.ts'
import { formatWords } from '#ui/format.ts'
import { isRunning } from '#ui/jobs/jobs.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { useStep } from '#ui/wizard/use-step.ts'
import { Wizard } from '#ui/wizard/wizard.tsx'
import { choiceOf } from '../../../card-decision.ts'
import { booksToRead } from '../../../people-import.ts'
import { JobProgress } from '../job-progress.tsx'
import { jobQuery, usePeopleActs } from '../people-api.ts'
import { PeopleGate } from '../people-gate.tsx'
import { IgnoredSheet } from './ignored-sheet.tsx'
import { ImportOutcome } from './import-outcome.tsx'
import { ListStep } from './list-step.tsx'
import { useOffers } from './use-offers.ts'
import './import.css'

/** From an address book: only who is no contact yet, each with a company, nobody twice. */
export function ImportPage() {
  const t = useText()
  return (
    <PeopleGate title={t('people.import')}>
      {(account, choice) => <Import key={account.id} {...{ account, choice }} />}
    </PeopleGate>
  )
}

const STEPS = ['list', 'result'] as const

function Import({ account, choice }: { account: Account; choice: ReactNode }) {
  const t = useText()
  const [params, setParams] = useSearchParams()
  const jobId = params.get('job') ?? ''
  const [said = 'list'] = useStep(STEPS)
  const step = said === 'result' && jobId ? 'result' : 'list'
  const steps = STEPS.map((id) => ({ id, name: t(`people.import_step.${id}`) }))
  const frame = { title: t('people.import'), steps, step, actions: choice }
  if (step === 'result')
    return (
      <Wizard {...frame}>
        <ImportOutcome accountId={account.id} jobId={jobId} />
      </Wizard>
    )
  return (
    <Reading
      account={account}
      frame={frame}
      onStarted={(job) => setParams({ account: account.id, step: 'result', job })}
    />
  )
}

interface ReadingProps {
  account: Account
  frame: { title: string; steps: { id: string; name: string }[]; step: string; actions: ReactNode }
  onStarted: (jobId: string) => void
}

/** Looks the address books through, then shows who was found. */
function Reading({ account, frame, onStarted }: ReadingProps) {
  const t = useText()
  const { read, bring, refresh } = usePeopleActs(account.id)
  const [jobId, setJobId] = useState('')
  const [hides, setHides] = useState(false)
  const { data: job, dataUpdatedAt } = useQuery(jobQuery(jobId))
  const isOver = job !== undefined && !isRunning(job)
  const offers = useOffers(account.id, isOver)
  const begin = () => void read().then(setJobId, complain)
  useEffect(() => {
    begin()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the page opens
  }, [])
  useEffect(() => {
    if (isOver) refresh()
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when it is over
  }, [isOver])
  const ignored = offers.counts?.ignored ?? 0
  const actions = (
    <>
      {frame.actions}
      {ignored > 0 && (
        <button type="button" className="button ghost" onClick={() => setHides(true)}>
          <IconEyeOff size={16} stroke={1.75} />
          {t('people.ignored_count', { count: ignored })}
        </button>
      )}
      {isOver && (
        <button type="button" className="button ghost" onClick={begin}>
          <IconRefresh size={16} stroke={1.75} />
          {t('people.read_again')}
        </button>
      )}
    </>
  )
  const sheet = hides && <IgnoredSheet accountId={account.id} onClose={() => setHides(false)} />
  if (!isOver)
    return (
      <Wizard {...frame}>
        <JobProgress job={job} now={dataUpdatedAt} label={t('people.reading', { name: account.name })} />
      </Wizard>
    )
  const isEmpty = !offers.isLoading && !offers.error && offers.all.length === 0
  if (job.state !== 'done' || isEmpty)
    return (
      <Wizard {...frame} actions={actions}>
        {job.state === 'done' ? (
          <Nobody accountId={account.id} read={Number(job.result?.['read'] ?? 0)} />
        ) : (
          <EmptyList
            title={t('people.read_failed')}
            text={job.error ?? t(`jobs.state.${job.state === 'failed' ? 'failed' : 'cancelled'}`)}
          >
            <button type="button" className="button" onClick={begin}>
              {t('error.again')}
            </button>
          </EmptyList>
        )}
        {sheet}
      </Wizard>
    )
  const { taken, decisionOf, all } = offers
  const links = taken.filter((offer) => decisionOf(offer).linkTo !== null).length
  return (
    <Wizard
      {...frame}
      actions={actions}
      full
      heading={t('people.list_heading')}
      text={t('people.found_cards', { count: all.length })}
      chosen={
        <>
          <strong>{t('people.import_chosen', { count: taken.length - links })}</strong>
          {links > 0 && `, ${t('people.import_links', { count: links })}`}
        </>
      }
      next={{
        label: t('people.import_start'),
        disabled: taken.length === 0,
        run: async () => {
          const items = taken.map((offer) => ({ id: offer.id, ...choiceOf(offer, decisionOf(offer)) }))
          onStarted(await bring({ items }))
        },
      }}
    >
      <ListStep accountId={account.id} offers={offers} />
      {sheet}
    </Wizard>
  )
}

/** Whoever stands there is known already: nothing is to be done, and that is good. */
function Nobody({ accountId, read }: { accountId: string; read: number }) {
  const t = useText()
  const { data = [] } = useCollections(accountId)
  const books = booksToRead(data)
  const said = read > 0 ? t('people.nobody_text', { count: read }) : t('people.nobody_there')
  const names = t('people.books_read', { names: formatWords(books.map(({ name }) => name)) })
  return (
    <EmptyList title={t('people.nobody')} text={books.length > 0 ? `${said} ${names}` : said}>
      <Link className="button" to={`/settings/groupware?account=${accountId}`}>
        {t('people.choose_books')}
      </Link>
      <Link className="button" to="/contacts">
        {t('people.to_contacts')}
      </Link>
    </EmptyList>
  )
}
