import { Select } from '@mantine/core'
import { useState } from 'react'
import { wholeWords } from '#ui/api/problem-words.ts'
import { FormSheet } from '#ui/inputs/form-sheet.tsx'
import { useText } from '#ui/texts.ts'
import type { Stage } from '../../pipeline.ts'
import type { Pipelines } from './pipeline-api.ts'

interface DeleteStageProps {
  stage: Stage
  others: readonly Stage[]
  pipelines: Pipelines
  onClose: () => void
}

/** Asks where the opportunities of a stage go that is to be removed. */
export function DeleteStage({ stage, others, pipelines, onClose }: DeleteStageProps) {
  const t = useText()
  const choices = others.filter((one) => one.id !== stage.id && one.type === stage.type)
  const [into, setInto] = useState<string | null>(choices[0]?.id ?? null)
  const [problem, setProblem] = useState<string>()
  const remove = () =>
    pipelines.removeStage(stage, into).then(onClose, (error: unknown) => setProblem(wholeWords(error)))
  return (
    <FormSheet
      title={t('opportunities.settings.delete_title', { name: stage.name })}
      dirty={false}
      problem={problem}
      action={t('opportunities.delete')}
      onSubmit={() => void remove()}
      onClose={onClose}
    >
      <p className="muted">{t('opportunities.settings.delete_text')}</p>
      {choices.length > 0 && (
        <Select
          label={t('opportunities.settings.into')}
          allowDeselect={false}
          data={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={into}
          onChange={setInto}
        />
      )}
    </FormSheet>
  )
}
