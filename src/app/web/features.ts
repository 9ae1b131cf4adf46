import { contactPages } from '#features/contacts/web/pages.ts'
import { firmSections, settingsPages } from '#features/settings/web/pages.ts'
import { ownSections, peopleSections } from '#features/users/web/pages.ts'
import type { Pages } from '#ui/shell/pages.ts'

/** The pages of the settings area, in the order of its navigation. */
const sections = [...ownSections, ...firmSections, ...peopleSections]

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [contactPages, settingsPages(sections)]
