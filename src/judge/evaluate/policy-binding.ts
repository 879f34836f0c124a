/** Whether what a policy grants CloudTrail holds for the own accounts only (confused deputy, reference 6). */
import { grantsIn, isBound, type Bound, type Grant, type Own } from '../access/bound.ts'
import { readDocument, type Statement } from '../access/document.ts'
import type { RequestContext } from '../access/request.ts'
import { all } from '../access/truth.ts'
import { sayAssumption } from '../../nouns/assumption.ts'
import type { Snapshot, Trail } from '../../nouns/snapshot.ts'
import type { Case, Seen } from './case.ts'
import { cloudTrailContext, cloudTrailService, writerOf } from './cloudtrail-requests.ts'
import { isListedWhole, organizationOf } from './own-organization.ts'

/** What is granted: for what actions, and on what. */
export interface GrantedThing {
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  /** What the request carries beside the trail. */
  readonly contextFor: (trail: Trail, account: string) => RequestContext
}

/** Whether some statement lets CloudTrail in; undefined for a malformed policy. */
export function grantsCloudTrail(policy: string | null, actions: readonly string[]): boolean | undefined {
  if (policy === null) return false
  const document = readDocument(policy)
  if ('malformed' in document) return undefined
  return grantsIn(document.statements, { principal: cloudTrailService, actions }).length > 0
}

/** Every statement that grants it must keep strangers out, whatever the trail is called and wherever it is. */
export function judgeBinding(of: Case, policy: string | null, thing: GrantedThing, trails: readonly Trail[], source: string): Seen {
  if (policy === null) return { value: null, source }
  const document = readDocument(policy)
  if ('malformed' in document) return { value: undefined, source, why: [document.malformed] }
  const grants = grantsIn(document.statements, { principal: cloudTrailService, actions: thing.actions })
  const own = ownAccounts(of.snapshot, trails)
  const tell = (assuming: boolean) => grants.map((grant) => judgeGrant(grant, document.statements, { of, thing, trails, own, assuming }))
  const told = tell(true)
  const value = all(told.map(({ truth }) => truth))
  const assumed = value === true && all(tell(false).map(({ truth }) => truth)) !== true ? [sayAssumption('A20')] : []
  return { value, source, why: told.filter(({ truth }) => truth === value).map(({ why }) => why), assumed }
}

interface Telling {
  readonly of: Case
  readonly thing: GrantedThing
  readonly trails: readonly Trail[]
  readonly own: Own
  /** Whether a service is taken to say for which organization it comes (A20). */
  readonly assuming: boolean
}

/** A trail such as anybody may have. */
const anyTrail: Trail = { TrailARN: 'arn:aws:cloudtrail:us-east-1:000000000000:trail/any' }

interface Told {
  readonly truth: boolean | undefined
  readonly why: string
}

function judgeGrant(statement: Statement, beside: readonly Statement[], { of, thing, trails, own, assuming }: Telling): Told {
  // Trails of one name and region differ in their account only, which is the stranger's here.
  const templates = new Map([anyTrail, ...trails].map((trail) => [trail.TrailARN.replace(/:\d{12}:/, ':'), trail]))
  const bounds = [...templates.values()].map((trail) => isBound(statement, beside, grantOf(trail, thing, assuming), own))
  const telling = bounds.find(({ truth }) => truth === false) ?? bounds.find(({ truth }) => truth === undefined)
  if (telling !== undefined) return sayBound(statement, telling, of.snapshot)
  return { truth: true, why: `${statement.label} lets CloudTrail in for the own accounts only` }
}

function grantOf(trail: Trail, { actions, resources, contextFor }: GrantedThing, assuming: boolean): Grant {
  return {
    principal: cloudTrailService,
    actions,
    resources,
    contextFor: (account, organization) => ({
      ...cloudTrailContext(trail, account, assuming ? organization : undefined),
      ...contextFor(trail, account),
    }),
  }
}

/** Every account of the organization, and those whose trails come here. */
function ownAccounts(snapshot: Snapshot, trails: readonly Trail[]): Own {
  const delivering = [...new Set(trails.map((trail) => writerOf(snapshot, trail)))]
  const organization = organizationOf(snapshot)
  return { accounts: snapshot.accounts, delivering, ...(organization === undefined ? {} : { organization }) }
}

/** An account that the policy names may be one's own where the organization was not listed whole. */
function sayBound({ label }: Statement, { truth, stranger, named, open }: Bound, snapshot: Snapshot): Told {
  const lets = `${label} lets CloudTrail in for`
  if (truth === undefined) return { truth, why: `whether ${lets} strangers hangs on its condition ${open.join(' and ')}` }
  if (named !== true) return { truth, why: `${lets} trails of strangers, such as account ${stranger}` }
  if (isListedWhole(snapshot)) return { truth, why: `${lets} ${stranger}, which it names and which is none of this organization` }
  return { truth: undefined, why: `${lets} ${stranger}, which it names and of which it is not known whether it is an own one` }
}
