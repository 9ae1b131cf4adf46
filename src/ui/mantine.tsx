import { MantineProvider, type MantineColorSchemeManager } from '@mantine/core'
import type { ReactNode } from 'react'
import { Outlet } from 'react-router'
import { chooseScheme, onScheme, scheme } from './scheme.ts'
import { cssVariablesResolver, theme } from './theme.ts'

/** The ground that Mantine's inputs stand on; frame and lists do without it, so it is fetched with the first form. */
export function Mantine({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      {...{ theme, cssVariablesResolver }}
      colorSchemeManager={schemeManager()}
      defaultColorScheme="auto"
      deduplicateCssVariables={false}
    >
      {children}
    </MantineProvider>
  )
}

/** The same as a frame around routes. */
export function MantineOutlet() {
  return (
    <Mantine>
      <Outlet />
    </Mantine>
  )
}

/** Mantine follows the scheme that the screen ground keeps. */
function schemeManager(): MantineColorSchemeManager {
  let stop = () => {}
  return {
    get: scheme,
    // Told of a change, Mantine sets it once more: that must not tell it again.
    set: (chosen) => chosen !== scheme() && chooseScheme(chosen),
    subscribe: (tell) => {
      stop = onScheme(() => tell(scheme()))
    },
    unsubscribe: () => stop(),
    clear: () => chooseScheme('auto'),
  }
}
