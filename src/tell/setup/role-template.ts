/** CloudFormation templates of the reader role: one for every member, one for the accounts that no StackSet reaches. */
import { stringify } from 'yaml'
import { callerPolicy, readerPolicy, trustPolicy } from './role-policy.ts'
import type { Trust } from './role-trust.ts'

const version = '2010-09-09'

/** How a member's template is deployed; IAM is global, so one region is enough. */
const stackSetSteps = [
  'The role that trailgate reads each member account with. Deploy it as a service-managed StackSet, in one region (IAM is global):',
  '',
  '  aws cloudformation create-stack-set --stack-set-name NAME --template-body file://THIS-FILE \\',
  '    --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false \\',
  '    --capabilities CAPABILITY_NAMED_IAM',
  '  aws cloudformation create-stack-instances --stack-set-name NAME --regions us-east-1 \\',
  '    --deployment-targets OrganizationalUnitIds=r-ROOT',
  '',
  'No service-managed StackSet reaches the management account: for it, deploy what `trailgate role --format stack` prints.',
]

const stackSteps = [
  'Deploy this as a plain stack in the management account, which no service-managed StackSet reaches, and in the account that',
  'trailgate is run from. Where the trusted principal lives it gets the permissions of a run; elsewhere there is the reader role.',
  '',
  '  aws cloudformation deploy --stack-name NAME --template-file THIS-FILE --capabilities CAPABILITY_NAMED_IAM',
]

/** The reader role for every member account. */
export function memberTemplate(trust: Trust): string {
  const template = {
    AWSTemplateFormatVersion: version,
    Description: 'Read-only role for trailgate in a member account',
    Resources: { ReaderRole: readerRole(trust) },
    Outputs: { ReaderRoleArn: { Value: arnOf('ReaderRole') } },
  }
  return printed(stackSetSteps, template)
}

/**
 * For an account by itself: where the trusted principal lives, a policy for it; elsewhere (the management account of a delegated
 * administrator) the reader role.
 */
export function ownTemplate(trust: Trust): string {
  const here = { 'Fn::Equals': [{ Ref: 'AWS::AccountId' }, trust.account] }
  const template = {
    AWSTemplateFormatVersion: version,
    Description: 'What trailgate needs in the management account and in the account that it is run from',
    Conditions: { RunFromHere: here, RunFromElsewhere: { 'Fn::Not': [{ Condition: 'RunFromHere' }] } },
    Resources: {
      CallerPolicy: { Condition: 'RunFromHere', ...callersPolicy(trust) },
      ReaderRole: { Condition: 'RunFromElsewhere', ...readerRole(trust) },
    },
    Outputs: {
      CallerPolicyArn: { Condition: 'RunFromHere', Value: { Ref: 'CallerPolicy' } },
      ReaderRoleArn: { Condition: 'RunFromElsewhere', Value: arnOf('ReaderRole') },
    },
  }
  return printed([...stackSteps, ...byHand(trust)], template)
}

function readerRole(trust: Trust): object {
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: trust.roleName,
      Description: 'Lets trailgate read how CloudTrail is configured. It can change nothing, and read no log.',
      MaxSessionDuration: 3600,
      AssumeRolePolicyDocument: trustPolicy(trust),
      Policies: [{ PolicyName: 'trailgate-read', PolicyDocument: readerPolicy() }],
    },
  }
}

/** The policy, attached where IAM lets others attach one. */
function callersPolicy(trust: Trust): object {
  const { principal } = trust
  const attached = principal.kind === 'role' ? { Roles: [principal.name] } : principal.kind === 'user' ? { Users: [principal.name] } : {}
  return { Type: 'AWS::IAM::ManagedPolicy', Properties: { Description: 'What a run of trailgate needs', PolicyDocument: callerPolicy(trust), ...attached } }
}

function byHand({ principal }: Trust): readonly string[] {
  if (principal.kind === 'kept') return ['', 'The trusted role belongs to IAM Identity Center: add the policy to its permission set by name.']
  return principal.kind === 'root' ? ['', 'A whole account is trusted: attach the policy to whoever runs trailgate in it.'] : []
}

function arnOf(resource: string): object {
  return { 'Fn::GetAtt': [resource, 'Arn'] }
}

/** YAML with a comment before it; in words that mean the same to a reader of YAML 1.1, to which a policy's version is a date. */
function printed(comment: readonly string[], template: object): string {
  const text = stringify(template, { schema: 'yaml-1.1', lineWidth: 0, aliasDuplicateObjects: false })
  return `${comment.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${text}`
}
