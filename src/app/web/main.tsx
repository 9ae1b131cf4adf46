import '#ui/tokens.css'
import '#ui/ground.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter } from 'react-router'
import { RouterProvider } from 'react-router/dom'
import { whenAway } from '#ui/api/request.ts'
import { catchInstall } from '#ui/offline/install.ts'
import { firstLanguage, showLanguage } from '#ui/texts.ts'
import { client } from './client.ts'
import { findPages } from './features.ts'
import { routes } from './routes.tsx'
import { offerTexts } from './texts.ts'

offerTexts()
catchInstall()
whenAway(async (call) => (await import('#features/calendar/web/offline/stand-in.ts')).answerAway(call))
const words = showLanguage(firstLanguage())
const router = createBrowserRouter(routes, { patchRoutesOnNavigation: findPages })
const root = document.querySelector('#root')
if (!root) throw new Error('The page has no #root')

await words
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
