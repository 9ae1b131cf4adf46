import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Official examples and rule sets, which are not part of this repository; tests that need them are skipped without. */
const folder = ['../shared', '../../shared']
  .map((path) => resolve(import.meta.dirname, '../..', path, 'data/einvoice'))
  .find((path) => existsSync(path))

/** The examples of the XRechnung test suite, if they are at hand. */
export const EXAMPLES = folder
  ? readdirSync(join(folder, 'xrechnung-examples')).map((name) => ({
      name,
      path: join(folder, 'xrechnung-examples', name),
    }))
  : []

/** The official rules of EN 16931 as style sheets, if they are at hand and something can run them. */
export const OFFICIAL_RULES =
  folder && existsSync('/usr/share/java/Saxon-HE.jar')
    ? {
        saxon: '/usr/share/java/Saxon-HE.jar',
        ubl: join(folder, 'EN16931-UBL-validation.xslt'),
        cii: join(folder, 'EN16931-CII-validation.xslt'),
      }
    : undefined
