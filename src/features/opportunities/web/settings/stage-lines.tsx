import {
  IconArrowDown,
  IconArrowUp,
  IconGripVertical,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { LineMenu } from '#features/settings/web/line-menu.tsx'
import { placed, useOrder } from '#features/settings/web/order.tsx'
import type { LineProps } from '#features/settings/web/order.tsx'
import { Waiting } from '#features/settings/web/settings-page.tsx'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Stage } from '../../pipeline.ts'
import { stagesOf } from './pipeline-api.ts'
import type { Pipelines } from './pipeline-api.ts'
import { DeleteStage } from './delete-stage.tsx'
import { StageForm } from './stage-form.tsx'

type Asking = { what: 'form'; stage?: Stage } | { what: 'delete'; stage: Stage }

/** The stages of a pipeline in their order. */
export function StageLines({ pipeline, pipelines }: { pipeline: string; pipelines: Pipelines }) {
  const t = useText()
  const { data } = useQuery(stagesOf(pipeline))
  const [asking, setAsking] = useState<Asking>()
  const { shown, lineProps, move } = useOrder(data ?? [], (stage, to) => {
    pipelines.showStages(pipeline, placed(data ?? [], stage, to))
    pipelines.changeStage(stage, { order: to }).catch(complain)
  })
  if (!data) return <Waiting />
  const close = () => setAsking(undefined)
  return (
    <>
      <ul className="ordered">
        {shown.map((stage) => (
          <StageLine
            key={stage.id}
            stage={stage}
            lineProps={lineProps(stage)}
            onMove={(by) => move(stage, by)}
            onAsk={(what) => setAsking({ what, stage })}
          />
        ))}
      </ul>
      <div>
        <button type="button" className="button" onClick={() => setAsking({ what: 'form' })}>
          <IconPlus size={15} stroke={1.75} />
          {t('opportunities.settings.new_stage')}
        </button>
      </div>
      {asking?.what === 'form' && (
        <StageForm
          pipeline={pipeline}
          pipelines={pipelines}
          onClose={close}
          {...(asking.stage && { stage: asking.stage })}
        />
      )}
      {asking?.what === 'delete' && (
        <DeleteStage stage={asking.stage} others={data} pipelines={pipelines} onClose={close} />
      )}
    </>
  )
}

interface StageLineProps {
  stage: Stage
  lineProps: LineProps
  onMove: (by: number) => void
  onAsk: (what: 'form' | 'delete') => void
}

function StageLine({ stage, lineProps, onMove, onAsk }: StageLineProps) {
  const t = useText()
  const { id, name, color, probability, type, usageCount = 0 } = stage
  const { onKeyDown, ...drag } = lineProps
  const items = [
    { id: 'edit', label: t('opportunities.edit'), icon: IconPencil, run: () => onAsk('form') },
    { id: 'up', label: t('settings.move_up'), icon: IconArrowUp, keys: 'alt+ArrowUp', run: () => onMove(-1) },
    {
      id: 'down',
      label: t('settings.move_down'),
      icon: IconArrowDown,
      keys: 'alt+ArrowDown',
      run: () => onMove(1),
    },
    { id: 'line', divider: true as const },
    { id: 'delete', label: t('settings.delete'), icon: IconTrash, danger: true, run: () => onAsk('delete') },
  ]
  return (
    <li {...drag}>
      <button
        type="button"
        className="grip"
        aria-label={t('settings.move', { name })}
        title={t('settings.move', { name })}
        onKeyDown={onKeyDown}
      >
        <IconGripVertical size={16} stroke={1.75} />
      </button>
      <span className="stage-dot large" style={{ background: color }} />
      <span className="name">
        <button type="button" className="name-button" onClick={() => onAsk('form')}>
          {name}
        </button>
        {type !== 'open' && <span className="badge">{t(`opportunities.type.${type}`)}</span>}
      </span>
      <span className="muted num">{t('opportunities.percent', { value: probability })}</span>
      <span className="usage">
        <Link to={`/opportunities?stage=${id}`}>{t('opportunities.count', { count: usageCount })}</Link>
      </span>
      <LineMenu name={name} items={items} />
    </li>
  )
}
