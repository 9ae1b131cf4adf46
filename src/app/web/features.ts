import { bookkeepingPages } from '#features/bookkeeping/web/pages.ts'
import { binPages } from '#features/administration/web/pages.ts'
import { roadPages } from '#features/calendar/web/offline/road-pages.tsx'
import { calendarPages, todayPages } from '#features/calendar/web/pages.ts'
import { openMerge } from '#features/contacts/web/form/dialogs.ts'
import { contactPages } from '#features/contacts/web/pages.ts'
import { mergePages } from '#features/duplicates/web/merge-pages.ts'
import { DuplicateHint, EmployerHint, duplicatePages } from '#features/duplicates/web/pages.ts'
import { invoicePages } from '#features/invoices/web/pages.ts'
import { eventPages } from '#features/events/web/pages.ts'
import { itemPages } from '#features/items/web/pages.ts'
import { offerNextSteps } from '#features/opportunities/web/next-steps.ts'
import { opportunityPages } from '#features/opportunities/web/pages.ts'
import { projectPages } from '#features/projects/web/pages.ts'
import { projectStep } from '#features/projects/web/project-step.ts'
import { mailPages } from '#features/mails/web/pages.ts'
import { paymentPages } from '#features/payments/web/pages.ts'
import { importPages } from '#features/imports/web/pages.ts'
import { routePages } from '#features/routes/web/pages.ts'
import { runPages } from '#features/runs/web/pages.ts'
import { qualityPages } from '#features/quality/web/pages.ts'
import { takeoverPages } from '#features/takeover/web/pages.ts'
import { taskPages } from '#features/tasks/web/pages.ts'
import { settingsPages } from '#features/settings/web/pages.ts'
import { visitPages } from '#features/visits/web/pages.ts'
import type { DOMRouterOpts } from 'react-router'
import type { Pages } from '#ui/shell/pages.ts'
import { saying } from '#ui/texts.ts'
import { withInputs } from '#ui/with-inputs.ts'

/** The screens of contacts; what stands in them comes from several features. */
const contactScreens: Pages = {
  routes: [
    {
      path: 'contacts',
      handle: { title: 'contacts.title' },
      children: [
        {
          index: true,
          lazy: async () => {
            const { ContactListScreen, meetList } = await import('./contact-list.tsx')
            return { Component: ContactListScreen, loader: meetList }
          },
          shouldRevalidate: () => false,
        },
        withInputs([
          {
            path: ':id',
            lazy: async () => ({
              Component: (await saying('contact', import('./contact-page.tsx'))).ContactScreen,
            }),
          },
        ]),
      ],
    },
  ],
}

/** What other rooms show in the calendar and on the start page. */
const calendarSlots = () => import('./calendar-slots.tsx').then((m) => m.calendarSlots)

offerNextSteps([projectStep])

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [
  todayPages(calendarSlots),
  contactPages({ Hint: DuplicateHint, Employer: EmployerHint }),
  contactScreens,
  visitPages(async () => ({
    Component: (await saying('visits', import('./visit-planning.tsx'))).VisitPlanningScreen,
  })),
  routePages,
  opportunityPages({
    list: async () => ({
      Component: (await saying('opportunities', import('./opportunity-list.tsx'))).OpportunitiesScreen,
    }),
    board: async () => ({
      Component: (await saying('opportunities', import('./opportunity-board.tsx'))).BoardScreen,
    }),
    // Its tabs and the fields of the firm speak the words of a contact's page.
    page: async () => ({
      Component: (await saying('contact', saying('opportunities', import('./opportunity-page.tsx'))))
        .OpportunityScreen,
    }),
  }),
  eventPages({
    list: async () => ({ Component: (await saying('events', import('./event-list.tsx'))).EventsScreen }),
    page: async () => ({
      Component: (await saying('contact', saying('events', import('./event-page.tsx')))).EventScreen,
    }),
  }),
  projectPages({
    list: async () => ({
      Component: (await saying('projects', import('./project-list.tsx'))).ProjectsScreen,
    }),
    // Its tabs speak the words of a contact's page.
    page: async () => ({
      Component: (await saying('contact', saying('projects', import('./project-page.tsx')))).ProjectScreen,
    }),
  }),
  taskPages,
  calendarPages(calendarSlots),
  roadPages,
  mailPages,
  takeoverPages,
  mergePages,
  qualityPages,
  duplicatePages({
    onMerge: async (contacts) => (await openMerge({ ids: contacts.map(({ id }) => id) })) !== undefined,
  }),
  invoicePages({
    page: async () => ({ Component: (await saying('invoices', import('./invoice-page.tsx'))).InvoiceScreen }),
  }),
  paymentPages,
  bookkeepingPages,
  itemPages(async () => ({
    Component: (await saying('items', import('./item-list.tsx'))).ItemsScreen,
  })),
  importPages,
  runPages,
  binPages,
  settingsPages(async () => ({ Component: (await settingsArea()).SettingsArea })),
]

/** Finds the pages of the settings: only who goes there fetches what they are made of. */
export const findPages: NonNullable<DOMRouterOpts['patchRoutesOnNavigation']> = async ({ path, patch }) => {
  if (path.startsWith('/settings/')) patch('settings', (await settingsArea()).sectionRoutes)
}

function settingsArea() {
  return saying('settings', import('./settings-area.ts'))
}
