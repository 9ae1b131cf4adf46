import { useQueryClient } from '@tanstack/react-query'
import { Suspense, useEffect, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'
import { followChanges } from '../api/live.ts'
import { listenToKeys, useCommands } from '../keys.ts'
import { lazy } from '../lazy.ts'
import { useText } from '../texts.ts'
import { Toasts } from '../toasts.tsx'
import { undo } from '../undo.ts'
import { usePhone } from '../use-phone.ts'
import './shell.css'
import '../float.css'
import { Header } from './header.tsx'
import { Navigation } from './navigation.tsx'
import { OfflineBar } from './offline-bar.tsx'
import { PhoneBar } from './phone-bar.tsx'
import { begin } from './pages.ts'
import { useOffer } from './shell-context.ts'
import './tray.css'
import './sheet.css'

const Palette = lazy(() => import('../palette/palette.tsx').then((m) => ({ default: m.Palette })))
const KeySheet = lazy(() => import('./key-sheet.tsx').then((m) => ({ default: m.KeySheet })))

/** The frame around every screen behind the door. */
export function Shell() {
  const t = useText()
  const phone = usePhone()
  const client = useQueryClient()
  const { layers } = useOffer()
  const [layer, setLayer] = useState<'palette' | 'keys'>()
  useEffect(() => listenToKeys(), [])
  useEffect(() => followChanges(client), [client])
  useShellCommands(setLayer)
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('shell.skip')}
      </a>
      {!phone && <Navigation />}
      <Header onSearch={() => setLayer('palette')} onHelp={() => setLayer('keys')} />
      <main id="content" className="content" tabIndex={-1}>
        <OfflineBar />
        <Outlet />
      </main>
      {phone && <PhoneBar />}
      <Toasts />
      <Suspense>
        {layers.map((Layer, index) => (
          <Layer key={index} />
        ))}
      </Suspense>
      <Suspense>
        {layer === 'palette' && <Palette onClose={() => setLayer(undefined)} />}
        {layer === 'keys' && <KeySheet onClose={() => setLayer(undefined)} />}
      </Suspense>
    </div>
  )
}

function useShellCommands(open: (layer: 'palette' | 'keys') => void): void {
  const go = useNavigate()
  const { nav, create } = useOffer()
  useCommands('keys.everywhere', [
    {
      id: 'palette',
      text: 'palette.open',
      keys: ['mod+k'],
      always: true,
      keyOnly: true,
      run: () => open('palette'),
    },
    { id: 'keys', text: 'keys.open', keys: ['?'], run: () => open('keys') },
    { id: 'undo', text: 'undo.last', keys: ['mod+z'], run: () => void undo() },
    ...nav.map((entry) => ({
      id: `go.${entry.id}`,
      text: entry.text,
      icon: entry.icon,
      ...(entry.keys && { keys: [entry.keys] }),
      run: () => void go(entry.path),
    })),
    ...create.map((entry) => ({
      id: `create.${entry.id}`,
      text: entry.text,
      icon: entry.icon,
      run: () => begin(entry, go),
    })),
  ])
}
