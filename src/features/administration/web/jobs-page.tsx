import { SettingsPage } from '#features/settings/web/settings-page.tsx'
import { Table, type TableColumn } from '#features/settings/web/table.tsx'
import { usePages } from '#features/settings/web/use-pages.ts'
import { formatDuration, formatExact, formatMoment } from '#ui/format.ts'
import { useCancelJob } from '#ui/jobs/jobs.ts'
import { useText, type Translate } from '#ui/texts.ts'
import type { Job } from '../job.ts'

const tones: Record<Job['state'], string> = {
  queued: '',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'amber',
}

/** Everybody's work in the background; the stream tells of each step. */
export function JobsPage() {
  const t = useText()
  const asked = usePages<Job>('job', '/jobs', { all: 'true' })
  return (
    <SettingsPage wide title={t('jobs.title')} text={t('jobs.text')}>
      <Table
        {...asked}
        label={t('jobs.title')}
        columns={columns(t)}
        empty={{ title: t('jobs.none'), text: t('jobs.empty') }}
      />
    </SettingsPage>
  )
}

function columns(t: Translate): TableColumn<Job>[] {
  return [
    { id: 'title', title: 'jobs.what', wraps: true, draw: (job) => <What job={job} /> },
    { id: 'owner', title: 'jobs.owner', draw: ({ owner }) => owner?.name ?? t('audit.kontor') },
    { id: 'state', title: 'jobs.state', draw: (job) => <State job={job} /> },
    {
      id: 'created',
      title: 'jobs.created',
      draw: ({ createdAt }) => (
        <time dateTime={createdAt} title={formatExact(createdAt)}>
          {formatMoment(createdAt)}
        </time>
      ),
    },
    { id: 'took', title: 'jobs.took', draw: ({ startedAt, finishedAt }) => took(startedAt, finishedAt) },
    { id: 'cancel', draw: (job) => <Cancel job={job} /> },
  ]
}

function What({ job }: { job: Job }) {
  return (
    <>
      {job.title}
      {job.error && <span className="second">{job.error}</span>}
    </>
  )
}

function State({ job }: { job: Job }) {
  const t = useText()
  const running = job.state === 'running' && job.total !== null
  return (
    <>
      <span className={`badge ${tones[job.state]}`}>{t(`jobs.state.${job.state}`)}</span>
      {running && (
        <span className="second num">{t('jobs.of', { done: job.done, total: job.total ?? 0 })}</span>
      )}
    </>
  )
}

function Cancel({ job }: { job: Job }) {
  const t = useText()
  const cancel = useCancelJob()
  if (job.state !== 'queued' && job.state !== 'running') return null
  return (
    <button type="button" className="button small" onClick={() => cancel.mutate(job.id)}>
      {t('cancel')}
      <span className="sr-only">: {job.title}</span>
    </button>
  )
}

function took(startedAt: string | null, finishedAt: string | null): string {
  if (!startedAt || !finishedAt) return ''
  return formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000)
}
