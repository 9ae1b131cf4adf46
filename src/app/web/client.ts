import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem, NoConnection } from '#ui/api/api-problem.ts'
import { whenSignedOut, worthRepeating } from '#ui/api/request.ts'
import { shared } from '#ui/api/shared.ts'
import { complain } from '#ui/undo.ts'

/** The memory of everything asked from the server. */
export const client = new QueryClient({
  queryCache: new QueryCache({
    // Something already on the screen could not be refreshed: say so, keep showing it.
    onError: (error, query) => {
      const isSaidElsewhere =
        error instanceof NoConnection || (error instanceof ApiProblem && error.status === 401)
      if (query.state.data !== undefined && !isSaidElsewhere) complain(error)
    },
  }),
  defaultOptions: {
    queries: {
      // Whether there is an internet says nothing about a server in the house; we ask it and hear.
      networkMode: 'always',
      staleTime: 30_000,
      structuralSharing: shared,
      retry: (times, error) => times < 2 && worthRepeating(error),
      refetchOnWindowFocus: false,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

whenSignedOut(() => {
  const { pathname, search } = location
  client.clear()
  // The customers' data leave this device; what waits to be sent stays for whoever did it.
  void import('#ui/offline/store.ts').then((store) => store.forgetDay()).catch(() => undefined)
  location.assign(`/sign-in?to=${encodeURIComponent(pathname + search)}`)
})
