/** The IAM policies that a run needs: of the reader role in each account, and of whoever starts the run. */
import { callerActions, memberActions } from '../../nouns/call.ts'
import type { Trust } from './role-trust.ts'

/** A policy document, in IAM's spelling. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly Statement[]
}

export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow'
  readonly Principal?: { readonly AWS: string }
  readonly Action: string | readonly string[]
  readonly Resource?: string
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/**
 * What the reader role may do in each account. Nothing is narrowed to resources: buckets, keys and topics are found on the way, and
 * an organization trail is asked for by the ARN of the management account (reference 4.3).
 */
export function readerPolicy(): PolicyDocument {
  return document({ Sid: 'ReadTrailsAndTheirDestinations', Effect: 'Allow', Action: memberActions(), Resource: '*' })
}

/** What whoever starts the run may do: the same in the own account, ask about the organization, and take the reader role elsewhere. */
export function callerPolicy({ partition, roleName }: Trust): PolicyDocument {
  return document(
    ...readerPolicy().Statement,
    { Sid: 'ReadTheOrganization', Effect: 'Allow', Action: callerActions(), Resource: '*' },
    { Sid: 'TakeTheReaderRole', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: `arn:${partition}:iam::*:role/${roleName}` },
  )
}

/** Who may take the reader role. */
export function trustPolicy({ arn, externalId }: Trust): PolicyDocument {
  const condition = externalId === undefined ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }
  return document({ Effect: 'Allow', Principal: { AWS: arn }, Action: 'sts:AssumeRole', ...condition })
}

function document(...statements: readonly Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement: statements }
}
