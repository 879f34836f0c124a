/** The validators that the build makes of the schemas (gather/files/schemas.ts), as `#validators`. */
import type { ErrorObject } from 'ajv'

export interface Validator {
  (data: unknown): boolean
  /** The errors of the last call, or null when it found none. */
  errors?: readonly ErrorObject[] | null
}

export declare const snapshotLine: Validator
export declare const assessment: Validator
export declare const evidenceManifest: Validator
export declare const policy: Validator
export declare const framework: Validator
export declare const sketch: Validator
export declare const eventClass: Validator
export declare const ruleOrganization: Validator
export declare const ruleAccount: Validator
export declare const ruleTrail: Validator
export declare const ruleBucket: Validator
export declare const ruleKey: Validator
export declare const ruleLogGroup: Validator
export declare const ruleEventDataStore: Validator
