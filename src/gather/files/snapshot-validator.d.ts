/** The validator of snapshot lines alone, as `#snapshot-validator`: judging a snapshot takes no other. */
export { snapshotLine } from './validators.d.ts'
