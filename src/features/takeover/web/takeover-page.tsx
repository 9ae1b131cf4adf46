import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { useUser } from '#ui/api/session.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { NotFoundPage } from '#ui/shell/message-page.tsx'
import { useText } from '#ui/texts.ts'
import type { Takeover } from '../takeover.ts'
import { AreaStep } from './area/area-step.tsx'
import { ListingStep } from './area/listing-step.tsx'
import { AreasStep } from './start/areas-step.tsx'
import { StartPage } from './start/start-page.tsx'
import { ResultStep } from './result/result-step.tsx'
import { takeoverQuery } from './takeover-api.ts'
import { useTakeoverStep } from './use-takeover-step.ts'
import './takeover.css'

/** Mails, tasks and appointments taken over by hand: one begins here, or goes on where one was. */
export function TakeoverPage() {
  const t = useText()
  const { id } = useParams()
  if (useUser().role === 'guest') return <EmptyList title={t('takeover.title')} text={t('takeover.guest')} />
  return id === undefined ? <StartPage /> : <OneTakeover key={id} id={id} />
}

function OneTakeover({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(takeoverQuery(id))
  if (error instanceof ApiProblem && error.status < 500) return <NotFoundPage />
  if (error && !data) return <ListError error={error} onRetry={() => void refetch()} />
  if (!data) return null
  if (data.state === 'cancelled') return <Navigate to="/groupware/takeover" replace />
  return <Steps takeover={data} />
}

function Steps({ takeover }: { takeover: Takeover }) {
  const [step, go] = useTakeoverStep(takeover)
  if (step === 'areas') return <AreasStep takeover={takeover} onNext={() => go('mail')} />
  if (step === 'result') return <ResultStep takeover={takeover} />
  if (takeover.state === 'listing') return <ListingStep takeover={takeover} step={step} go={go} />
  return <AreaStep key={step} takeover={takeover} area={step} go={go} />
}
