import { ColorInput, NumberInput, Select, TextInput } from '@mantine/core'
import { useForm } from '#features/settings/web/use-form.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import { STAGE_TYPES } from '../../pipeline.ts'
import type { Stage, StageNew } from '../../pipeline.ts'
import type { Pipelines } from './pipeline-api.ts'

interface StageFormProps {
  pipeline: string
  stage?: Stage
  pipelines: Pipelines
  onClose: () => void
}

const COLORS = [
  '#e795c1',
  '#df7895',
  '#f48454',
  '#ffb45e',
  '#ffd267',
  '#6bbd72',
  '#38b5a6',
  '#5aa5e0',
  '#8a98d8',
  '#b58fd6',
  '#8f9aa3',
]

/** A new stage, or one that is there. */
export function StageForm({ pipeline, stage, pipelines, onClose }: StageFormProps) {
  const t = useText()
  const send = (draft: StageDraft) =>
    stage ? pipelines.changeStage(stage, draft) : pipelines.addStage({ ...draft, pipelineId: pipeline })
  const { values: draft, fields: errors, set, typed, given, sheet } = useForm(draftOf(stage), send, onClose)
  const isUsed = stage !== undefined && (stage.usageCount ?? 0) > 0
  return (
    <FormSheet
      {...sheet}
      title={t(stage ? 'opportunities.settings.edit_stage' : 'opportunities.settings.new_stage')}
      action={t('opportunities.form.save')}
    >
      <TextInput
        label={t('opportunities.settings.stage_name')}
        required
        data-autofocus
        maxLength={250}
        {...typed('name')}
      />
      <Select
        label={t('opportunities.type')}
        description={isUsed ? t('opportunities.settings.type_fixed') : undefined}
        disabled={isUsed}
        allowDeselect={false}
        data={STAGE_TYPES.map((value) => ({ value, label: t(`opportunities.type.${value}`) }))}
        value={draft.type}
        onChange={(type) =>
          type && set({ type, probability: { open: draft.probability, won: 100, lost: 0 }[type] })
        }
      />
      <div className="opportunity-pairs">
        <NumberInput
          label={t('opportunities.probability')}
          min={0}
          max={100}
          suffix=" %"
          allowDecimal={false}
          value={draft.probability}
          error={errors['probability']}
          onChange={(value) => set({ probability: Number(value) || 0 })}
        />
        {draft.type === 'open' && (
          <NumberInput
            label={t('opportunities.settings.stale_days')}
            placeholder={t('opportunities.settings.stale_never')}
            min={1}
            max={3650}
            allowDecimal={false}
            value={draft.staleDays ?? ''}
            error={errors['staleDays']}
            onChange={(value) => set({ staleDays: Number(value) || null })}
          />
        )}
      </div>
      <ColorInput
        label={t('opportunities.settings.color')}
        format="hex"
        swatches={COLORS}
        {...given('color')}
      />
    </FormSheet>
  )
}

type StageDraft = ReturnType<typeof draftOf>

function draftOf(stage: Stage | undefined) {
  const { name = '', color = '#8a98d8', probability = 50, type = 'open', staleDays = 30 } = stage ?? {}
  return { name, color, probability, type, staleDays } satisfies StageNew
}
