import { useEffect, useRef, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { formatNumber } from '../format.ts'
import { useText, type TextKey } from '../texts.ts'
import './plain.css'
import './record.css'

/** One tab of the page of a record; features above bring their own. */
export interface RecordTab<R> {
  id: string
  text: TextKey
  /** How much stands behind it; nothing is shown for none. */
  count?: (record: R) => number | undefined
  render: (record: R) => ReactNode
}

/** What belongs to a record, one thing at a time; the open tab stands in the address. */
export function RecordTabs<R>({ record, tabs }: { record: R; tabs: readonly RecordTab<R>[] }) {
  const t = useText()
  const [search, setSearch] = useSearchParams()
  const line = useRef<HTMLDivElement>(null)
  const open = tabs.find((tab) => tab.id === search.get('tab')) ?? tabs[0]
  const openId = open?.id
  useEffect(() => showOpen(line.current, openId), [openId])
  if (!open) return null
  const choose = (tab: RecordTab<R>) =>
    setSearch(tab === tabs[0] ? {} : { tab: tab.id }, { replace: true, preventScrollReset: true })
  const move = (by: number) => {
    const next = tabs[(tabs.indexOf(open) + by + tabs.length) % tabs.length]
    if (next) choose(next)
  }
  return (
    <section className="record-main">
      <div ref={line} className="record-tabs" role="tablist" aria-label={t('record.tabs')}>
        {tabs.map((tab) => {
          const count = tab.count?.(record) ?? 0
          return (
            <button
              key={tab.id}
              id={`tab-${tab.id}`}
              type="button"
              role="tab"
              aria-selected={tab === open}
              aria-controls="tab-panel"
              tabIndex={tab === open ? 0 : -1}
              ref={(button) => {
                if (tab === open && button?.parentElement?.contains(document.activeElement)) button.focus()
              }}
              onClick={() => choose(tab)}
              onKeyDown={({ key }) => {
                if (key === 'ArrowRight') move(1)
                if (key === 'ArrowLeft') move(-1)
              }}
            >
              {t(tab.text)}
              {count > 0 && <span className="muted num">{formatNumber(count)}</span>}
            </button>
          )
        })}
      </div>
      <div id="tab-panel" className="record-panel" role="tabpanel" aria-labelledby={`tab-${open.id}`}>
        {open.render(record)}
      </div>
    </section>
  )
}

/** On a phone the line is longer than the screen: the open tab stands in its middle, between those one can go to. */
function showOpen(line: HTMLElement | null, open: string | undefined): void {
  const tab = line?.querySelector<HTMLElement>(`#tab-${open}`)
  if (line && tab)
    line.scrollLeft = tab.offsetLeft - line.offsetLeft - (line.clientWidth - tab.offsetWidth) / 2
}
