import { dayNumber, dayOf, daysInMonth } from '#kernel/day.ts'
import { ownerChoices } from '#features/users/web/choices.ts'
import type { Filter, Option, View } from '#ui/list/description.ts'
import type { Translate } from '#ui/texts.ts'
import { STAGE_TYPES } from '../../pipeline.ts'
import type { OpportunityWords } from '../opportunity-api.ts'

/** Every way to narrow the list; `contact` is the one whose opportunities are asked for. */
export function opportunityFilters(
  known: Pick<OpportunityWords, 'users' | 'stages' | 'pipelines' | 'tags'>,
  t: Translate,
  contact: Option | undefined,
): Filter[] {
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const { stages, pipelines, tags } = known
  const many = pipelines.length > 1
  const lineOf = (id: string) => pipelines.find((one) => one.id === id)?.name ?? ''
  return [
    {
      kind: 'choice',
      id: 'type',
      text: 'opportunities.type',
      param: 'type',
      options: STAGE_TYPES.map((value) => ({ value, label: t(`opportunities.type.${value}`) })),
    },
    {
      kind: 'choice',
      id: 'owner',
      text: 'opportunities.owner',
      param: 'owner',
      options: [{ value: 'me', label: t('opportunities.owner_me') }, ...ownerChoices(known)],
    },
    ...(many
      ? [
          {
            kind: 'one' as const,
            id: 'pipeline',
            text: 'opportunities.pipeline' as const,
            param: 'pipeline',
            options: pipelines.map(named),
          },
        ]
      : []),
    {
      kind: 'choice',
      id: 'stage',
      text: 'opportunities.stage',
      param: 'stage',
      options: stages.map(({ id, name, pipelineId }) => ({
        value: id,
        label: many ? `${name} (${lineOf(pipelineId)})` : name,
      })),
    },
    { kind: 'dateRange', id: 'close', text: 'opportunities.close_range', from: 'closeFrom', to: 'closeTo' },
    {
      kind: 'choices',
      id: 'tag',
      text: 'opportunities.tags',
      param: 'tag',
      options: tags.map(({ name }) => ({ value: name, label: name })),
    },
    { kind: 'boolean', id: 'stale', text: 'opportunities.stale_filter', param: 'stale' },
    { kind: 'boolean', id: 'restricted', text: 'opportunities.restricted', param: 'restricted' },
    ...(contact
      ? [
          {
            kind: 'one' as const,
            id: 'participant',
            text: 'opportunities.participant' as const,
            param: 'participant',
            options: [contact],
          },
        ]
      : []),
  ]
}

/** The views everybody has. */
export function opportunityPresets(t: Translate, today: string): View[] {
  const preset = (id: string, name: string, filters: Record<string, string[]>, sort = 'stage'): View => ({
    id,
    name,
    shared: true,
    mine: false,
    state: { q: '', sort, filters },
  })
  const month = today.slice(0, 8)
  const last = daysInMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7)))
  const yesterday = dayOf(dayNumber(today) - 1)
  return [
    preset('mine', t('opportunities.view.mine'), { owner: ['me'], type: ['open'] }),
    preset(
      'month',
      t('opportunities.view.month'),
      { type: ['open'], closeFrom: [`${month}01`], closeTo: [`${month}${last}`] },
      'close',
    ),
    preset('late', t('opportunities.view.late'), { type: ['open'], closeTo: [yesterday] }, 'close'),
    preset('won', t('opportunities.view.won'), { type: ['won'] }, '-close'),
    preset('lost', t('opportunities.view.lost'), { type: ['lost'] }, '-close'),
  ]
}
