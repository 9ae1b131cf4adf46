import { useEffect, useSyncExternalStore } from 'react'
import { Link, useMatches } from 'react-router'
import { useText } from '../texts.ts'
import type { RouteFacts } from './pages.ts'

let recordName: string | undefined
const listeners = new Set<() => void>()

/** Names the record that this page shows, for the breadcrumb and the window's title. */
export function useRecordName(name: string | undefined): void {
  useEffect(() => {
    nameRecord(name)
    return () => nameRecord(undefined)
  }, [name])
}

/** The way here. A screen directly below the navigation needs none: its heading says it. */
export function Breadcrumb() {
  const t = useText()
  const name = useSyncExternalStore(subscribe, () => recordName)
  const steps = useMatches().flatMap((match) =>
    hasFacts(match.handle) ? [{ path: match.pathname, title: t(match.handle.title) }] : [],
  )
  const words = [...steps.map((step) => step.title), ...(name ? [name] : [])]
  const title = [...words.toReversed(), 'Kontor'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
  if (words.length < 2) return null
  return (
    <ol className="breadcrumb" aria-label={t('shell.breadcrumb')}>
      {steps.map((step, index) => (
        <li key={step.path}>
          {index < words.length - 1 ? <Link to={step.path}>{step.title}</Link> : step.title}
        </li>
      ))}
      {name && <li aria-current="page">{name}</li>}
    </ol>
  )
}

function hasFacts(handle: unknown): handle is RouteFacts {
  return typeof handle === 'object' && handle !== null && 'title' in handle
}

function nameRecord(name: string | undefined): void {
  recordName = name
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
