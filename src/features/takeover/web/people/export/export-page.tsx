import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import type { Account } from '#features/groupware/account.ts'
import { useCollections } from '#features/groupware/web/groupware-api.ts'
import type { ViewState } from '#ui/list/description.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { useStep } from '#ui/wizard/use-step.ts'
import { Wizard } from '#ui/wizard/wizard.tsx'
import type { PeopleExport } from '../../../people-export.ts'
import { MOST_EXPORTED } from '../../../people-export.ts'
import { givenQuery, usePeopleActs } from '../people-api.ts'
import { PeopleGate } from '../people-gate.tsx'
import { ChooseStep } from './choose-step.tsx'
import { OptionsStep, type ExportOptions } from './options-step.tsx'
import { ResultStep } from './result-step.tsx'
import { useChoice, type Choice, type Given } from './use-choice.ts'
import { useFound } from './use-found.ts'
import './export.css'

/** To an address book: found on the left, wanted on the right, then how, then what became of each. */
export function ExportPage() {
  const t = useText()
  return (
    <PeopleGate title={t('people.export')}>
      {(account, choice) => <Export key={account.id} {...{ account, accountChoice: choice }} />}
    </PeopleGate>
  )
}

const STEPS = ['choose', 'options', 'result'] as const
type StepId = (typeof STEPS)[number]

/** Own persons, unless one comes from a list. */
function firstQuestion(from: Given | undefined): ViewState {
  const filter = from && 'filter' in from ? from.filter : { q: '', filters: OWN }
  return { sort: 'displayName', ...filter }
}

const OWN = { kind: ['person'], manager: ['me'] }

function Export({ account, accountChoice }: { account: Account; accountChoice: ReactNode }) {
  const t = useText()
  const [params, setParams] = useSearchParams()
  const location = useLocation()
  const phone = usePhone()
  const [from] = useState(() => (location.state as Given | null) ?? undefined)
  const [question, setQuestion] = useState(() => firstQuestion(from))
  const [said = 'choose', go] = useStep(STEPS)
  const jobId = params.get('job') ?? ''
  const { data: given = NOBODY } = useQuery(givenQuery(account.id, from && 'ids' in from ? from.ids : NONE))
  const found = useFound(account.id, question)
  const choice = useChoice({ found: found.rows, given, question, from })
  const { data: collections = [] } = useCollections(account.id)
  const books = collections.filter(({ area, writable }) => area === 'contact' && writable)
  const [options, setOptions] = useState<ExportOptions>({
    write: 'changed',
    pictures: account.options.pictures,
    bookId: '',
    deselected: 'release',
  })
  const { take } = usePeopleActs(account.id)
  const isAnything = choice.right.length + choice.deselected.length > 0
  const step: StepId =
    said === 'result' && jobId ? 'result' : said === 'options' && isAnything ? said : 'choose'
  const steps = STEPS.map((id) => ({ id, name: t(`people.export_step.${id}`) }))
  const frame = { title: t('people.export'), steps, step, actions: accountChoice }
  const chosen = <ChosenWords choice={choice} />
  if (step === 'result')
    return (
      <Wizard
        {...frame}
        actions={
          <Link className="button" to={`/groupware/contacts/export?account=${account.id}`} reloadDocument>
            {t('people.export_more')}
          </Link>
        }
      >
        <ResultStep accountId={account.id} jobId={jobId} />
      </Wizard>
    )
  if (step === 'options')
    return (
      <Wizard
        {...frame}
        heading={t('people.options_heading')}
        chosen={chosen}
        back={() => go('choose')}
        next={{
          label: t('people.export_start'),
          run: async () => {
            const job = await take(orderOf(choice, options))
            setParams({ account: account.id, step: 'result', job })
          },
        }}
      >
        <OptionsStep
          options={options}
          onChange={(change) => setOptions({ ...options, ...change })}
          books={books}
          deselected={choice.deselected}
        />
      </Wizard>
    )
  const isTooMuch = choice.right.length + choice.deselected.length > MOST_EXPORTED
  return (
    <Wizard
      {...frame}
      full
      heading={t('people.choose_heading', { name: account.name })}
      text={phone ? undefined : t('people.choose_text')}
      chosen={isTooMuch ? t('people.at_most', { count: MOST_EXPORTED }) : chosen}
      next={{ disabled: !isAnything || isTooMuch || found.isLoading, run: () => go('options') }}
    >
      <ChooseStep
        question={question}
        onQuestion={(next) => {
          choice.keep()
          setQuestion(next)
        }}
        {...{ found, choice }}
      />
    </Wizard>
  )
}

const NOBODY: never[] = []
const NONE: readonly string[] = []

/** The choice in the words of the API. */
function orderOf({ right, deselected }: Choice, options: ExportOptions): PeopleExport {
  const { write, pictures, bookId, deselected: fate } = options
  return {
    contactIds: right.map(({ id }) => id),
    options: {
      write,
      pictures,
      ...(bookId && { bookId }),
      ...(deselected.length > 0 && { deselectedIds: deselected.map(({ id }) => id), deselected: fate }),
    },
  }
}

function ChosenWords({ choice }: { choice: Choice }) {
  const t = useText()
  const fresh = choice.right.filter(({ link }) => link === null).length
  const known = choice.right.length - fresh
  return (
    <>
      <strong>{fresh > 0 ? t('people.export_new', { count: fresh }) : t('people.nobody_new')}</strong>
      {known > 0 && `, ${t('people.export_known', { count: known })}`}
      {choice.deselected.length > 0 && `, ${t('people.export_away', { count: choice.deselected.length })}`}
    </>
  )
}
