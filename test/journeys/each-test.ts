import { afterEach } from 'vitest'
import { tellWhatWasShown } from './browser.ts'

// Files of journeys share their modules; this one alone is run for each of them.
afterEach(tellWhatWasShown)
