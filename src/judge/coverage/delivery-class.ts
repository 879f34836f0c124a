/** The events that deliveries are. */
import type { EventClass } from '../../nouns/event.ts'
import type { Fact, Trail } from '../../nouns/snapshot.ts'
import { cloudTrail } from './possible-events.ts'

/** A delivery of CloudTrail's to an object whose ARN begins so (reference 6: keys begin with `[prefix/]AWSLogs/`). */
function deliveryClass(arnPrefix: string): EventClass {
  return {
    eventCategory: 'Data',
    eventSource: 's3.amazonaws.com',
    eventName: 'PutObject',
    eventType: 'AwsApiCall',
    readOnly: false,
    'resources.type': 'AWS::S3::Object',
    'resources.ARN': { StartsWith: arnPrefix },
    'userIdentity.arn': null,
    'userIdentity.invokedBy': cloudTrail,
    errorCode: null,
    vpcEndpointId: null,
    sessionCredentialFromConsole: null,
  }
}

/** Deliveries to one bucket below a prefix, or to any bucket. */
export interface Deliveries {
  readonly partition: string
  readonly bucket?: string
  readonly prefix: string
}

/** The events that these are: of any bucket where none is named. */
export function classOf({ partition, bucket, prefix }: Deliveries): EventClass {
  return deliveryClass(`arn:${partition}:s3:::${bucket === undefined ? '' : `${bucket}/${prefix}`}`)
}

/** `[prefix/]AWSLogs/`, or nothing where the prefix is not known. */
export function keyPrefix({ S3KeyPrefix: prefix }: Trail, fact: Fact<'trail'> | undefined): string {
  if (fact?.unseen?.S3KeyPrefix !== undefined) return ''
  return prefix === undefined || prefix === '' ? 'AWSLogs/' : `${prefix.replace(/\/+$/, '')}/AWSLogs/`
}
