import { IconAccessPoint, IconArrowsExchange, IconTags, IconTrash, IconUser } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import type { BulkAction, Card, Chosen, ListDescription, RowKey } from '#ui/list/description.ts'
import { useKeptViews, type KeptViews } from '#ui/list/kept-views.ts'
import { EmptyList } from '#ui/list/list-states.tsx'
import { List } from '#ui/list/list.tsx'
import { useListState } from '#ui/list/use-list-state.ts'
import { useText } from '#ui/texts.ts'
import { complain } from '#ui/undo.ts'
import type { Opportunity } from '../../opportunity.ts'
import { openOpportunityBulk, openOpportunityForm } from '../dialogs.ts'
import {
  useBulkOpportunities,
  useDeleteOpportunity,
  useMoveOpportunity,
  useOpportunityWords,
} from '../opportunity-api.ts'
import { Close, worth } from '../opportunity-parts.tsx'
import { today } from '../today.ts'
import { TotalsBar } from '../totals-bar.tsx'
import { useAskedContact } from '../use-asked-contact.ts'
import { useNewKey } from '../use-new-key.ts'
import { opportunityColumns } from './opportunity-columns.tsx'
import { opportunityFilters, opportunityPresets } from './opportunity-filters.ts'
import { opportunityMenu } from './opportunity-menu.ts'
import { paramsOf, questionOf, targetsOf } from '#ui/list/question-of.ts'

const question = questionOf<Opportunity>('/opportunities')

/** The list of all opportunities one may see. */
export function OpportunityListScreen({ kept }: { kept: KeptViews }) {
  const t = useText()
  useNewKey()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('opportunities.title')} text={t('opportunities.guests')} />
  return <OpportunityList kept={kept} />
}

function OpportunityList({ kept }: { kept: KeptViews }) {
  const t = useText()
  const go = useNavigate()
  const { stages } = useOpportunityWords()
  const move = useMoveOpportunity()
  const remove = useDeleteOpportunity()
  const description = useDescription()
  const [{ q, filters }] = useListState(description.filters, 'stage')
  const acts = { t, go, stages, move, remove }
  return (
    <div className="opportunities">
      <List
        description={description}
        onOpen={(row) => void go(`/opportunities/${row.id}`)}
        rowMenu={(row) => opportunityMenu(row, acts)}
        rowKeys={useRowKeys()}
        {...useKeptViews(opportunityPresets(t, today()), kept)}
        bulkActions={useBulkActions()}
        empty={
          <EmptyList title={t('opportunities.empty_title')} text={t('opportunities.empty')}>
            <button type="button" className="button primary" onClick={() => void openOpportunityForm({})}>
              {t('opportunities.new')}
            </button>
          </EmptyList>
        }
      />
      <TotalsBar params={String(paramsOf({ q, sort: '', filters }))} />
    </div>
  )
}

function useDescription(): ListDescription<Opportunity> {
  const t = useText()
  const { users, stages, pipelines, tags } = useOpportunityWords()
  const contact = useAskedContact()
  return useMemo(
    () => ({
      id: 'opportunities',
      kind: 'opportunity',
      title: 'opportunities.title',
      countText: 'opportunities.count',
      columns: opportunityColumns,
      filters: opportunityFilters({ users, stages, pipelines, tags }, t, contact),
      defaultSort: 'stage',
      rowId: (row) => row.id,
      rowName: (row) => row.title,
      card: cardOf,
      ...question,
    }),
    [users, stages, pipelines, tags, contact, t],
  )
}

function cardOf(row: Opportunity): Card {
  return {
    mark: <span className="stage-dot" style={{ background: row.stage.color }} />,
    title: row.title,
    subtitle: [row.stage.name, row.contact?.displayName].filter(Boolean).join(' · '),
    side: (
      <span className="opportunity-side">
        <span className="num">{worth(row)}</span>
        <Close opportunity={row} />
      </span>
    ),
  }
}

function useRowKeys(): RowKey<Opportunity>[] {
  const remove = useDeleteOpportunity()
  return [
    {
      id: 'opportunity.edit',
      text: 'opportunities.edit',
      keys: ['e'],
      run: (row) => row.can.includes('change') && void openOpportunityForm({ opportunity: row }),
    },
    {
      id: 'opportunity.delete',
      text: 'opportunities.delete',
      keys: ['Delete'],
      run: (row) => row.can.includes('delete') && void remove(row),
    },
  ]
}

function useBulkActions(): BulkAction[] {
  const t = useText()
  const begin = useBulkOpportunities()
  const asked =
    (field: Parameters<typeof openOpportunityBulk>[0]['field']) => (chosen: Chosen, clear: () => void) =>
      void openOpportunityBulk({ chosen, field }).then((begun) => begun && clear())
  const erase = (chosen: Chosen, clear: () => void) =>
    void begin(targetsOf(chosen), { delete: true }).then(clear, complain)
  return [
    { id: 'stage', label: t('opportunities.bulk.stage'), icon: IconArrowsExchange, run: asked('stage') },
    { id: 'owner', label: t('opportunities.bulk.owner'), icon: IconUser, run: asked('owner') },
    { id: 'tags', label: t('opportunities.bulk.tags'), icon: IconTags, run: asked('tags') },
    { id: 'access', label: t('opportunities.bulk.access'), icon: IconAccessPoint, run: asked('access') },
    { id: 'delete', label: t('opportunities.delete'), icon: IconTrash, danger: true, run: erase },
  ]
}
