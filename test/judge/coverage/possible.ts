/** Which events there can be, as the reference tells: independent of the engine. */
import type { CloudTrailEvent, EventResource } from '../../../src/nouns/event.ts'

/** Whether such an event can happen at all: reference 1.1, 1.2 and the ARN forms of 3.6. */
export function canHappen(event: CloudTrailEvent, partition = 'aws'): boolean {
  const resources = event.resources ?? []
  const arns = [...resources.map(({ ARN, ARNPrefix }) => ARN ?? ARNPrefix), event.userIdentity?.arn]
  if (event.eventSource === undefined || event.eventName === undefined) return false
  if (arns.some((arn) => arn !== undefined && !arn.startsWith(`arn:${partition}:`))) return false
  if (event.vpcEndpointId !== undefined && !event.vpcEndpointId.startsWith('vpce-')) return false
  if (event.sessionCredentialFromConsole !== undefined && event.sessionCredentialFromConsole !== 'true') return false
  if (event.eventCategory === 'NetworkActivity') {
    const fits = event.eventType === 'AwsVpceEvent' || event.eventType === 'AwsVpceEvents'
    return fits && event.readOnly === undefined && resources.length === 0 && event.vpcEndpointId !== undefined
  }
  if (event.eventCategory !== 'Management' && event.eventCategory !== 'Data') return false
  if (!['true', 'false'].includes(String(event.readOnly))) return false
  if (!['AwsApiCall', 'AwsServiceEvent', 'AwsConsoleAction', 'AwsConsoleSignIn'].includes(event.eventType ?? '')) return false
  return event.eventCategory === 'Data' ? areTogether(resources, partition) : resources.length < 2
}

const forms: Record<string, string> = {
  'AWS::S3::Object': 's3:::',
  'AWS::Lambda::Function': 'lambda:',
  'AWS::DynamoDB::Table': 'dynamodb:',
  'AWS::DynamoDB::Stream': 'dynamodb:',
}

/** Resources that a data event may carry: one, or a table and one of its streams; a stream never without its table (reference 1.3). */
function areTogether(resources: readonly EventResource[], partition: string): boolean {
  const types = resources.map(({ type }) => type)
  const ofTable = types.includes('AWS::DynamoDB::Table')
  const formed = resources.every(({ type, ARN, ARNPrefix }) => {
    const form = forms[type ?? '']
    return type !== undefined && (form === undefined || (ARN ?? ARNPrefix)?.startsWith(`arn:${partition}:${form}`) === true)
  })
  return formed && (types.includes('AWS::DynamoDB::Stream') ? ofTable && types.length === 2 : types.length === 1)
}
