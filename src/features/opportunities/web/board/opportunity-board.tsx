import { memo, useCallback, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useUser } from '#ui/api/session.ts'
import { FilterChips } from '#ui/list/filter-chips.tsx'
import { FilterMenu } from '#ui/list/filter-menu.tsx'
import '#ui/list/bar.css'
import '#ui/list/list.css'
import '../opportunities.css'
import { EmptyList } from '#ui/list/list-states.tsx'
import { SearchBox } from '#ui/list/search-box.tsx'
import { useListState } from '#ui/list/use-list-state.ts'
import { useText } from '#ui/texts.ts'
import { usePhone } from '#ui/use-phone.ts'
import type { Board } from '../../figures.ts'
import type { Stage } from '../../pipeline.ts'
import { openOpportunityForm } from '../dialogs.ts'
import { opportunityFilters } from '../list/opportunity-filters.ts'
import { paramsOf } from '#ui/list/question-of.ts'
import { useOpportunityWords } from '../opportunity-api.ts'
import type { OpportunityWords } from '../opportunity-api.ts'
import { roundWords, sumWords } from '../opportunity-parts.tsx'
import { useAskedContact } from '../use-asked-contact.ts'
import { useNewKey } from '../use-new-key.ts'
import type { NextOnCard } from './board-card.tsx'
import { BoardColumn } from './board-column.tsx'
import { useBoard } from './use-board.ts'
import type { Move } from './use-board.ts'
import './board.css'

/** So many cards of each column come at first, and at most. */
const FIRST = 50
const MOST = 200

/** The opportunities of a pipeline as cards in the columns of its stages. */
export function OpportunityBoardScreen({ Next }: { Next: NextOnCard }) {
  const t = useText()
  useNewKey()
  const known = useOpportunityWords()
  const guest = useUser().role === 'guest'
  if (guest) return <EmptyList title={t('opportunities.title')} text={t('opportunities.guests')} />
  if (known.pipelines.length === 0 || known.stages.length === 0) return null
  return <PipelineBoard known={known} Next={Next} />
}

function PipelineBoard({ known, Next }: { known: OpportunityWords; Next: NextOnCard }) {
  const t = useText()
  const contact = useAskedContact()
  const [params] = useSearchParams()
  const [limit, setLimit] = useState(FIRST)
  // The columns say themselves how far one is.
  const filters = useMemo(
    () => opportunityFilters(known, t, contact).filter(({ id }) => !/^(stage|type|pipeline)$/.test(id)),
    [known, t, contact],
  )
  const [state, change] = useListState(filters, 'position')
  const asked = params.get('pipeline')
  const pipeline =
    known.pipelines.find(({ id }) => id === asked) ?? known.pipelines.find(({ retired }) => !retired)
  const stages = useMemo(
    () => known.stages.filter(({ pipelineId }) => pipelineId === pipeline?.id),
    [known.stages, pipeline?.id],
  )
  const question = paramsOf({ q: state.q, sort: '', filters: state.filters })
  question.set('pipeline', pipeline?.id ?? '')
  const list = String(question)
  question.set('limit', String(limit))
  const { board, error, told, move } = useBoard(String(question), stages)
  const more = useCallback(() => setLimit((now) => Math.min(MOST, now * 2)), [])
  return (
    <div className="pipeline">
      <div className="list-bar">
        <PipelineTitle pipelines={known.pipelines} open={board?.open} chosen={pipeline?.id ?? ''} />
        <span className="grow" />
        <SearchBox
          fields={[]}
          value={state.q}
          busy={false}
          onChange={(q) => change({ q }, 'replace')}
          onLeave={() => document.querySelector<HTMLElement>('[data-card]')?.focus()}
        />
        <FilterMenu filters={filters} state={state} change={change} />
        <button type="button" className="button primary" onClick={() => void openOpportunityForm({})}>
          {t('opportunities.new')}
        </button>
      </div>
      <FilterChips filters={filters} state={state} change={change} />
      <span className="sr-only" role="status">
        {told}
      </span>
      {error && !board && <p className="deals-empty">{t('opportunities.failed')}</p>}
      {board && <Columns {...{ board, stages, move, list, Next }} onMore={limit < MOST ? more : undefined} />}
    </div>
  )
}

interface PipelineTitleProps {
  pipelines: OpportunityWords['pipelines']
  open: Board['open'] | undefined
  chosen: string
}

/** Which pipeline, and what is open in it: drawn again only when that is another. */
const PipelineTitle = memo(function PipelineTitle({ pipelines, open = [], chosen }: PipelineTitleProps) {
  const t = useText()
  const [, setParams] = useSearchParams()
  const choose = (id: string) =>
    setParams(
      (params) => {
        params.set('pipeline', id)
        return params
      },
      { replace: true },
    )
  return (
    <>
      <h1 className="list-title">{t('opportunities.title')}</h1>
      {pipelines.length > 1 && (
        <select
          className="field pipeline-choice"
          aria-label={t('opportunities.pipeline')}
          value={chosen}
          onChange={(event) => choose(event.target.value)}
        >
          {pipelines.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
      {open.length > 0 && (
        <span className="pipeline-sum num" title={sumWords(open)}>
          {roundWords(open)}
          <span className="muted">
            {' · '}
            {t('opportunities.weighted_of', { amount: roundWords(open, 'weighted') })}
          </span>
        </span>
      )}
    </>
  )
})

interface ColumnsProps {
  board: Board
  stages: readonly Stage[]
  move: Move
  list: string
  Next: NextOnCard
  onMore?: (() => void) | undefined
}

/** All columns beside each other; on the phone one, chosen above it. */
function Columns({ board, stages, move, list, Next, onMore }: ColumnsProps) {
  const t = useText()
  const phone = usePhone()
  const go = useNavigate()
  const [chosen, setChosen] = useState<string>()
  const ref = useRef<HTMLDivElement>(null)
  const busy = board.columns.find(({ count }) => count > 0)?.stageId
  const single = chosen ?? busy ?? stages[0]?.id
  const shown = phone ? board.columns.filter(({ stageId }) => stageId === single) : board.columns
  const onKey = (event: KeyboardEvent) => onBoardKey(event, { board, move, root: ref.current, go })
  return (
    <>
      {phone && (
        <select
          className="field stage-choice"
          aria-label={t('opportunities.stage_shown')}
          value={single}
          onChange={(event) => setChosen(event.target.value)}
        >
          {board.columns.map(({ stageId, count }) => (
            <option key={stageId} value={stageId}>
              {`${stages.find(({ id }) => id === stageId)?.name ?? ''} (${count})`}
            </option>
          ))}
        </select>
      )}
      <p className="sr-only">{t('opportunities.board_hint')}</p>
      {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrows move the card one is on */}
      <div className="deal-columns" ref={ref} onKeyDown={onKey}>
        {shown.map((column) => {
          const stage = stages.find(({ id }) => id === column.stageId)
          const all = `/opportunities?${list}&stage=${column.stageId}`
          return (
            stage && <BoardColumn key={stage.id} {...{ column, stage, stages, move, Next, onMore, all }} />
          )
        })}
      </div>
    </>
  )
}

interface Keyed {
  board: Board
  move: Move
  root: HTMLElement | null
  go: (path: string) => unknown
}

const STEPS: Record<string, [across: number, along: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** Arrows choose a card, with Shift they move it; Enter opens it, e changes it. */
function onBoardKey(event: KeyboardEvent, { board, move, root, go }: Keyed): void {
  const id = (event.target as HTMLElement).dataset['card']
  if (id === undefined) return
  const { columns } = board
  const from = columns.findIndex(({ items }) => items.some((card) => card.id === id))
  const at = columns[from]?.items.findIndex((card) => card.id === id) ?? 0
  const card = columns[from]?.items[at]
  if (event.key === 'Enter') return void go(`/opportunities/${id}`)
  if (event.key === 'e' && card?.can.includes('change')) {
    event.preventDefault()
    return void openOpportunityForm({ opportunity: card })
  }
  const step = STEPS[event.key]
  if (!step) return
  event.preventDefault()
  event.stopPropagation()
  const [across, along] = step
  const column = columns[from + across]
  if (!column) return
  if (event.shiftKey) {
    const place = across === 0 ? Math.min(column.items.length - 1, Math.max(0, at + along)) : 0
    return move(id, column.stageId, place)
  }
  const next = across === 0 ? at + along : Math.min(at, column.items.length - 1)
  if (next < 0) return
  // Beside a column that was scrolled far stands one of which not all cards are drawn: there it is the last of them.
  const cards = root?.querySelectorAll<HTMLElement>(`[data-stage="${column.stageId}"] [data-card]`)
  cards?.[Math.min(next, cards.length - 1)]?.focus()
}
