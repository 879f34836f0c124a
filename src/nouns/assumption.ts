/** What trailgate assumes of AWS where AWS does not say: the settled assumptions of reference section 10, in words. */

/** By id. An answer that rests on one of these names it; the open ones make answers undecided instead. */
export const assumptions: Readonly<Record<string, string>> = {
  A1: 'AWS compares text with regard to upper and lower case',
  A2: 'a field that an event lacks matches no positive operator and every negative one',
  A3: 'every management and data event is a read or a write, even where its record does not say which',
  A4: 'an event with several resources matches a resource type when any of them has it',
  A5: "an event carries one resource of a type, and a condition on resources.ARN is about the one of the selector's type",
  A6: 'the ARN prefix that S3 records for a listing counts as its ARN',
  A9: 'arn:aws:s3 and arn:aws:s3::: both select every bucket',
  A11: "global services record in the partition's leader region (us-east-1 in the aws partition)",
  A13: 'the selectors of an organization trail hold in every member and region',
  A14: 'a trail that does not say RecursiveLogging logs its own deliveries',
  A15: 'the copy of a trail in another region logs when the trail itself does',
  A16: 'network activity events are of the type AwsVpceEvent or AwsVpceEvents',
  A17: 'the data resource types and network activity sources are those of the bundled, dated lists',
  A20: "CloudTrail's requests to buckets and keys carry aws:SourceOrgID, the organization of the trail's account",
}

/** `A3: every management …`; an id without words stands alone. */
export function sayAssumption(id: string): string {
  const words = assumptions[id]
  return words === undefined ? id : `${id}: ${words}`
}
