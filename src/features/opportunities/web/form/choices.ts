import type { OpportunityWords } from '../opportunity-api.ts'

type Known = Pick<OpportunityWords, 'pipelines' | 'stages'>

/** The stages to choose from, by their pipelines where there are several; retired ones only for what is in them. */
export function stageChoices({ pipelines, stages }: Known, chosen?: string) {
  const line = stages.find((one) => one.id === chosen)?.pipelineId
  const shown = pipelines.filter((one) => !one.retired || one.id === line)
  const groups = shown.map(({ id, name }) => ({
    group: name,
    items: stages
      .filter((stage) => stage.pipelineId === id)
      .map((stage) => ({ value: stage.id, label: stage.name })),
  }))
  return groups.length > 1 ? groups : (groups[0]?.items ?? [])
}
