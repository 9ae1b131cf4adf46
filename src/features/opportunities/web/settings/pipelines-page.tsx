import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { SettingsPage, Waiting } from '#features/settings/web/settings-page.tsx'
import { CellInput } from '#ui/inputs/cell-input.tsx'
import { ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import { IconArrowLeft, IconArrowRight, IconEye, IconEyeOff, IconPencil } from '@tabler/icons-react'
import type { Pipeline } from '../../pipeline.ts'
import { pipelinesQuery } from '../opportunity-api.ts'
import '../opportunities.css'
import { usePipelines, type Pipelines } from './pipeline-api.ts'
import { StageLines } from './stage-lines.tsx'

/** The pipelines of the firm, one at a time with its stages. */
export function PipelinesPage() {
  const t = useText()
  const pipelines = usePipelines()
  const { data, error, refetch } = useQuery(pipelinesQuery)
  const [chosen, setChosen] = useState<string>()
  const shown = data?.find(({ id }) => id === chosen) ?? data?.[0]
  return (
    <SettingsPage title={t('opportunities.pipelines')} text={t('opportunities.settings.text')}>
      {error && !data && <ListError error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Waiting />}
      {data && (
        <div className="pipeline-tabs" role="group" aria-label={t('opportunities.pipeline')}>
          {data.map((one) => (
            <button
              key={one.id}
              type="button"
              className="button"
              aria-pressed={one.id === shown?.id}
              onClick={() => setChosen(one.id)}
            >
              {one.name}
              {one.retired && <span className="badge">{t('opportunities.settings.retired')}</span>}
            </button>
          ))}
          <AddPipeline pipelines={pipelines} stagesOf={shown?.id} onMade={setChosen} />
        </div>
      )}
      {shown && (
        <PipelineHead key={shown.id} pipeline={shown} pipelines={pipelines} count={data?.length ?? 1} />
      )}
      {shown && <StageLines pipeline={shown.id} pipelines={pipelines} />}
    </SettingsPage>
  )
}

interface AddPipelineProps {
  pipelines: Pipelines
  stagesOf: string | undefined
  onMade: (id: string) => void
}

function AddPipeline({ pipelines, stagesOf, onMade }: AddPipelineProps) {
  const t = useText()
  const [name, setName] = useState('')
  const add = async (event: FormEvent) => {
    event.preventDefault()
    if (!name.trim()) return
    await pipelines.addPipeline({ name, ...(stagesOf && { stagesOf }) }).then(({ id }) => {
      setName('')
      onMade(id)
    }, complain)
  }
  return (
    <form className="add-line" onSubmit={(event) => void add(event)}>
      <input
        className="field"
        value={name}
        maxLength={100}
        aria-label={t('opportunities.settings.new_pipeline')}
        placeholder={t('opportunities.settings.new_pipeline')}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button" disabled={!name.trim()}>
        {t('opportunities.form.create')}
      </button>
    </form>
  )
}

function PipelineHead({
  pipeline,
  pipelines,
  count,
}: {
  pipeline: Pipeline
  pipelines: Pipelines
  count: number
}) {
  const t = useText()
  const [naming, setNaming] = useState(false)
  const { name, order, retired } = pipeline
  const change = (part: Parameters<Pipelines['changePipeline']>[1]) =>
    pipelines.changePipeline(pipeline, part)
  const act = (part: Parameters<Pipelines['changePipeline']>[1]) => void change(part).catch(complain)
  const items = [
    {
      id: 'rename',
      label: t('opportunities.settings.rename'),
      icon: IconPencil,
      run: () => setNaming(true),
    },
    ...(order > 0
      ? [
          {
            id: 'up',
            label: t('settings.move_up'),
            icon: IconArrowLeft,
            run: () => act({ order: order - 1 }),
          },
        ]
      : []),
    ...(order < count - 1
      ? [
          {
            id: 'down',
            label: t('settings.move_down'),
            icon: IconArrowRight,
            run: () => act({ order: order + 1 }),
          },
        ]
      : []),
    {
      id: 'retire',
      label: t(retired ? 'opportunities.settings.bring_back' : 'opportunities.settings.retire'),
      icon: retired ? IconEye : IconEyeOff,
      run: () => act({ retired: !retired }),
    },
  ]
  return (
    <div className="pipeline-head">
      {naming ? (
        <CellInput
          label={t('opportunities.settings.rename')}
          value={name}
          close={() => setNaming(false)}
          onSave={(typed) => change({ name: typed })}
        />
      ) : (
        <h2>{name}</h2>
      )}
      <LineMenu name={name} items={items} />
    </div>
  )
}
