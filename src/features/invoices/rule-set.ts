/** The rules of documents as we check them; frozen into each with its version, so that one knows later what was asked. */
export const RULE_SET = { name: 'EN 16931 / XRechnung 3.0.2 / UStG', version: '2026-07-31' }
