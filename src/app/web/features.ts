import { contactPages } from '#features/contacts/web/pages.ts'
import type { Pages } from '#ui/shell/pages.ts'

/** What each feature brings to the web client, in the order of the navigation. */
export const features: Pages[] = [contactPages]
