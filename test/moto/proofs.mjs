/** What a verdict must show besides its outcome. */
export const proofs = [
  {
    rule: 'kms-events-recorded',
    account: 'payments',
    shows: 'a read of KMS that goes unrecorded, marked synthetic',
    holds: ({ witness }) => witness?.eventSource === 'kms.amazonaws.com' && String(witness.readOnly) === 'true' && witness.synthetic === true,
  },
  {
    rule: 'kms-events-recorded',
    account: 'payments',
    shows: 'both trails that leave those reads out',
    holds: ({ message }) => /\btrail reads\b/i.test(message) && /\btrail writes\b/i.test(message),
  },
  {
    rule: 'kms-events-recorded',
    account: 'log-archive',
    shows: 'an event of KMS: any in us-east-1, a read in eu-west-1',
    holds: ({ witness }) =>
      witness?.eventSource === 'kms.amazonaws.com' &&
      (witness.awsRegion === 'us-east-1' || (witness.awsRegion === 'eu-west-1' && String(witness.readOnly) === 'true')),
  },
  {
    rule: 'multi-region-trail',
    account: 'log-archive',
    shows: 'a management event of the account itself, in a region that was asked for',
    holds: ({ witness, subject }) =>
      witness?.eventCategory === 'Management' &&
      witness.recipientAccountId === subject.id &&
      ['us-east-1', 'eu-west-1'].includes(witness.awsRegion),
  },
  {
    rule: 'network-activity-recorded',
    account: 'payments',
    shows: 'a call to S3 that the endpoint policy did not deny',
    holds: ({ witness }) =>
      witness?.eventCategory === 'NetworkActivity' && witness.eventSource === 's3.amazonaws.com' && witness.errorCode !== 'VpceAccessDenied',
  },
  {
    rule: 'network-activity-recorded',
    account: 'log-archive',
    shows: 'the field that nobody knows, and no witness',
    holds: (verdict) => verdict.witness === undefined && verdict.message.includes('someNewField'),
  },
  {
    rule: 'multi-region-trail',
    account: 'sandbox',
    shows: 'the trail whose selectors are empty, and no witness',
    holds: (verdict) => verdict.witness === undefined && verdict.message.includes('never-set'),
  },
  {
    rule: 'multi-region-trail',
    account: 'payments',
    shows: 'both trails that share the work',
    holds: ({ evidence }) => ['trail/reads', 'trail/writes'].every((name) => JSON.stringify(evidence).includes(name)),
  },
  {
    rule: 'kms-encryption',
    account: 'payments',
    name: 'reads',
    shows: 'that there is no key',
    holds: ({ evidence }) => evidence.some(({ path, source }) => path === 'kmsKeyId' && source === 'cloudtrail:DescribeTrails'),
  },
  {
    rule: 'log-file-validation',
    account: 'management',
    name: 'network',
    shows: 'false beside true',
    holds: ({ evidence }) => evidence.some(({ seen, wanted }) => seen === false && wanted === true),
  },
  {
    rule: 'separate-data-event-bucket',
    account: 'payments',
    name: 'own-bucket',
    shows: 'true beside false',
    holds: ({ evidence }) => evidence.some(({ seen, wanted }) => seen === true && wanted === false),
  },
  {
    rule: 'trail-destinations-exist',
    account: 'payments',
    name: 'reads',
    shows: 'the topic that was deleted, and nothing else',
    holds: ({ message }) => /topic \S+trail-reads does not exist/i.test(message) && !/bucket|role|log group/i.test(message),
  },
  {
    rule: 'trail-destinations-exist',
    account: 'log-archive',
    name: 'new-field',
    shows: 'the log group and the role that nobody made',
    holds: ({ message }) => /log group \S+trail-new-field/i.test(message) && /role \S+trail-new-field/i.test(message),
  },
  {
    rule: 'log-bucket-accepts-delivery',
    account: 'payments',
    name: 'payments-logs',
    shows: 'the one trail that is not let in',
    holds: ({ message }) => message.includes('denied-only') && !/trail (reads|writes)\b/.test(message),
  },
  {
    rule: 'log-bucket-tampering-recorded',
    account: 'payments',
    name: 'payments-logs',
    shows: 'an object of the bucket that is changed, marked synthetic',
    holds: ({ witness }) => JSON.stringify(witness).includes('arn:aws:s3:::payments-logs/') && witness.synthetic === true,
  },
  {
    rule: 'trail-key-usable',
    account: 'payments',
    name: 'own-bucket',
    shows: 'that the key is disabled',
    holds: ({ evidence }) => evidence.some(({ seen, wanted }) => seen === 'Disabled' && wanted === 'Enabled'),
  },
  {
    rule: 'trail-change-alarm',
    account: 'management',
    shows: 'the alarm, and that nobody has subscribed',
    holds: ({ message }) => /nobody has subscribed to \S+trail-changes, which alarm trail-changes /.test(message),
  },
]
