import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Link, useSearchParams } from 'react-router'
import type { Contact } from '#features/contacts/contact.ts'
import { contactQuery } from '#features/contacts/web/contact-api.ts'
import { formatNumber } from '#ui/format.ts'
import { useCommands } from '#ui/keys.ts'
import { EmptyList, ListError } from '#ui/list/list-states.tsx'
import { useText } from '#ui/texts.ts'
import { pairState, type DuplicatePair, type PairState } from '../pair.ts'
import './duplicates.css'
import { useDuplicates, usePairs } from './duplicates-api.ts'
import { PairCard } from './pair-card.tsx'
import { ScanLine } from './scan-line.tsx'

export interface DuplicatesPageProps {
  /** Makes one out of these; true once it is done. Without it a pair is only called the same. */
  onMerge?: (contacts: Contact[]) => Promise<boolean>
}

/** The page with what other rooms do with a pair. */
export function duplicatesPage(props: DuplicatesPageProps) {
  return function Page() {
    return <DuplicatesPage {...props} />
  }
}

/** The work list: pairs that may be the same, what hangs together one below the other, the surest on top. */
function DuplicatesPage({ onMerge }: DuplicatesPageProps) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const state = pairState.safeParse(search.get('state')).data ?? 'open'
  const contact = search.get('contact')
  const run = search.get('run')
  const asked = usePairs({ state, contact, run })
  const acts = useDuplicates()
  const pairs = asked.data?.pages.flatMap(({ items }) => items)
  const total = asked.data?.pages[0]?.total
  const merge = async (pair: DuplicatePair) => {
    if (!onMerge) return acts.decide(pair, 'same')
    if (await onMerge(pair.contacts)) await acts.refresh()
  }
  const list = useRef<HTMLDivElement>(null)
  usePairKeys(list, pairs ?? [], { merge, part: (pair) => acts.decide(pair, 'different') })
  const choose = (next: PairState) =>
    setSearch((params) => {
      params.set('state', next)
      return params
    })
  return (
    <div className="duplicates">
      <header className="duplicates-head">
        <div className="grow">
          <h1>{t('duplicates.title')}</h1>
          <p className="muted">{t('duplicates.text')}</p>
        </div>
      </header>
      <ScanLine />
      <div className="duplicates-states" role="group" aria-label={t('duplicates.show')}>
        {pairState.options.map((one) => (
          <button
            key={one}
            type="button"
            className="button ghost small"
            aria-pressed={one === state}
            onClick={() => choose(one)}
          >
            {t(`duplicates.state.${one}`)}
            {one === state && total !== undefined && <span className="muted num">{formatNumber(total)}</span>}
          </button>
        ))}
        {run && (
          <button type="button" className="button small" onClick={() => setSearch({ state })}>
            {t('duplicates.only_import')} ✕<span className="sr-only">{t('duplicates.all')}</span>
          </button>
        )}
        {contact && <OnlyOne id={contact} onAll={() => setSearch({ state })} />}
      </div>
      {asked.error && !pairs && <ListError error={asked.error} onRetry={() => void asked.refetch()} />}
      {pairs?.length === 0 && (
        <EmptyList title={t(`duplicates.none.${state}`)} text={t(`duplicates.none_text.${state}`)}>
          <Link className="button" to="/contacts">
            {t('contacts.title')}
          </Link>
        </EmptyList>
      )}
      <div ref={list} className="duplicates-list">
        {pairs?.map((pair, at) => (
          <PairCard
            key={pair.id}
            pair={pair}
            goesOn={pairs[at - 1]?.clusterId === pair.clusterId}
            merges={onMerge !== undefined}
            onMerge={() => void merge(pair)}
            onDecide={(decision) => void acts.decide(pair, decision)}
          />
        ))}
      </div>
      {asked.hasNextPage && (
        <button type="button" className="button duplicates-more" onClick={() => void asked.fetchNextPage()}>
          {t('duplicates.next')}
        </button>
      )}
    </div>
  )
}

function OnlyOne({ id, onAll }: { id: string; onAll: () => void }) {
  const t = useText()
  const { data } = useQuery(contactQuery(id))
  return (
    <button type="button" className="button small" onClick={onAll}>
      {t('duplicates.only', { name: data?.displayName ?? '…' })} ✕
      <span className="sr-only">{t('duplicates.all')}</span>
    </button>
  )
}

/** j and k go from pair to pair, m and n decide on the one that has the focus. */
function usePairKeys(
  list: React.RefObject<HTMLDivElement | null>,
  pairs: DuplicatePair[],
  { merge, part }: Record<'merge' | 'part', (pair: DuplicatePair) => Promise<void>>,
) {
  const cards = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-pair]') ?? [])]
  const here = () => cards().findIndex((card) => card.contains(document.activeElement))
  const go = (by: number) => {
    const card = cards()[Math.max(0, Math.min(pairs.length - 1, here() + by))]
    card?.focus()
    card?.scrollIntoView({ block: 'nearest' })
  }
  const act = async (what: (pair: DuplicatePair) => Promise<void>) => {
    const at = here()
    const pair = pairs[at]
    if (pair?.state !== 'open') return
    await what(pair)
    requestAnimationFrame(() => (cards()[at] ?? cards().at(-1))?.focus())
  }
  useCommands('duplicates.title', [
    {
      id: 'duplicates.next',
      text: 'duplicates.keys.next',
      keys: ['j', 'ArrowDown'],
      keyOnly: true,
      run: () => go(1),
    },
    {
      id: 'duplicates.before',
      text: 'duplicates.keys.before',
      keys: ['k', 'ArrowUp'],
      keyOnly: true,
      run: () => go(-1),
    },
    {
      id: 'duplicates.merge',
      text: 'duplicates.keys.merge',
      keys: ['m'],
      keyOnly: true,
      run: () => void act(merge),
    },
    {
      id: 'duplicates.part',
      text: 'duplicates.keys.part',
      keys: ['n'],
      keyOnly: true,
      run: () => void act(part),
    },
  ])
}
