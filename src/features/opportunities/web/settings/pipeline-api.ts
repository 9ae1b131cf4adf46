import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { ask } from '#ui/api/request.ts'
import { text } from '#ui/texts.ts'
import { say } from '#ui/undo.ts'
import type { Pipeline, PipelineChange, PipelineNew, Stage, StageChange, StageNew } from '../../pipeline.ts'

/** The stages of a pipeline with how many opportunities are in each. */
export const stagesOf = (pipeline: string) =>
  queryOptions({
    queryKey: ['stage', pipeline],
    queryFn: async ({ signal }) =>
      (await ask<{ items: Stage[] }>('GET', `/stages?pipeline=${pipeline}`, { signal })).items,
  })

/** What can be done to pipelines and stages. */
export function usePipelines() {
  const client = useQueryClient()
  const refresh = () => {
    for (const kind of ['pipeline', 'stage', 'opportunity'])
      void client.invalidateQueries({ queryKey: [kind] })
  }
  const told = (name: string) => {
    refresh()
    say(text('opportunities.settings.changed', { name }))
  }
  return {
    addPipeline: async (input: PipelineNew) => {
      const made = await ask<Pipeline>('POST', '/pipelines', { body: input })
      refresh()
      return made
    },
    changePipeline: async ({ id, name }: Pipeline, change: PipelineChange) => {
      await ask<Pipeline>('PATCH', `/pipelines/${id}`, { body: change })
      told(change.name ?? name)
    },
    addStage: async (input: StageNew) => {
      await ask<Stage>('POST', '/stages', { body: input })
      refresh()
    },
    changeStage: async ({ id, name }: Stage, change: StageChange) => {
      await ask<Stage>('PATCH', `/stages/${id}`, { body: change })
      told(change.name ?? name)
    },
    /** Lines already stand as they were put. */
    showStages: (pipeline: string, stages: Stage[]) =>
      client.setQueryData(stagesOf(pipeline).queryKey, stages),
    removeStage: async ({ id }: Stage, into: string | null) => {
      await ask<void>('DELETE', `/stages/${id}${into ? `?into=${into}` : ''}`)
      refresh()
    },
  }
}
export type Pipelines = ReturnType<typeof usePipelines>
