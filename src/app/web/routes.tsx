import { Outlet, redirect, type RouteObject } from 'react-router'
import { ErrorPage, NotFoundPage } from '#ui/shell/message-page.tsx'
import { OpenRecord } from '#ui/shell/open-record.tsx'
import { OfferContext } from '#ui/shell/shell-context.ts'
import { Shell } from '#ui/shell/shell.tsx'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'
import { enter } from './enter.ts'
import { features } from './features.ts'

const offer = {
  nav: features.flatMap((feature) => feature.nav ?? []),
  create: features.flatMap((feature) => feature.create ?? []),
  views: features.flatMap((feature) => feature.views ?? []),
  records: features.flatMap((feature) => feature.records ?? []),
  jobs: features.flatMap((feature) => feature.jobs ?? []),
  layers: features.flatMap((feature) => feature.layer ?? []),
}

/** The door: screens for who is not signed in. */
const door: RouteObject = {
  lazy: async () => ({ Component: (await saying('door', import('./door/door.tsx'))).Door }),
  ErrorBoundary: ErrorPage,
  HydrateFallback: () => null,
  children: [
    { path: 'sign-in', lazy: async () => ({ Component: (await import('./door/sign-in.tsx')).SignIn }) },
    {
      path: 'forgot-password',
      lazy: async () => ({ Component: (await import('./door/forgot-password.tsx')).ForgotPassword }),
    },
    {
      path: 'new-password',
      lazy: async () => ({ Component: (await import('./door/new-password.tsx')).NewPassword }),
    },
    {
      path: 'invitation',
      lazy: async () => ({ Component: (await import('./door/invitation.tsx')).Invitation }),
    },
    {
      path: 'setup',
      lazy: async () => ({ Component: (await saying('settings', import('./door/setup.tsx'))).Setup }),
    },
  ],
}

/** Every screen of the client: the door, and behind it what the features bring. */
export const routes: RouteObject[] = [
  withInputs([door]),
  {
    path: '/',
    loader: enter,
    shouldRevalidate: () => false,
    Component: Frame,
    ErrorBoundary: ErrorPage,
    HydrateFallback: () => null,
    children: [
      {
        index: true,
        loader: () => (offer.nav[0] ? redirect(offer.nav[0].path) : null),
        Component: NotFoundPage,
      },
      {
        // A screen that breaks leaves the frame around it whole.
        ErrorBoundary: ErrorPage,
        Component: Outlet,
        children: [
          ...features.flatMap((feature) => feature.routes),
          { path: 'open/:kind/:id', Component: OpenRecord },
          { path: '*', Component: NotFoundPage },
        ],
      },
    ],
  },
]

function Frame() {
  return (
    <OfferContext value={offer}>
      <Shell />
    </OfferContext>
  )
}
