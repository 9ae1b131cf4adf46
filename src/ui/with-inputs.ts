import type { RouteObject } from 'react-router'

/** A frame for screens with forms: what their inputs stand on is fetched with the first of them. */
export function withInputs(children: RouteObject[]): RouteObject {
  return { lazy: async () => ({ Component: (await import('./mantine.tsx')).MantineOutlet }), children }
}
