/** The regions that every account of a partition has, which no one can switch off. */

/**
 * By partition, sorted. Source: the AWS account guide's list of regions that are "enabled by default" (launched before
 * 20 March 2019), and the partitions' own endpoint lists. Empty for a partition that is not known here.
 */
const alwaysOn: Readonly<Record<string, readonly string[]>> = {
  aws: [
    'ap-northeast-1',
    'ap-northeast-2',
    'ap-northeast-3',
    'ap-south-1',
    'ap-southeast-1',
    'ap-southeast-2',
    'ca-central-1',
    'eu-central-1',
    'eu-north-1',
    'eu-west-1',
    'eu-west-2',
    'eu-west-3',
    'sa-east-1',
    'us-east-1',
    'us-east-2',
    'us-west-1',
    'us-west-2',
  ],
  'aws-cn': ['cn-north-1', 'cn-northwest-1'],
  'aws-us-gov': ['us-gov-east-1', 'us-gov-west-1'],
}

/** The always-on regions of a partition: what is read of an account whose own list of regions cannot be had. */
export function alwaysOnRegions(partition: string): readonly string[] {
  return alwaysOn[partition] ?? []
}

/** The partitions that have an endpoint of Account Management, which knows more of a region than EC2 does (reference 4.4). */
const withAccountManagement: ReadonlySet<string> = new Set(['aws', 'aws-cn'])

/** The call that is asked first for the regions of an account; account:ListRegions falls back on EC2's. */
export function regionsCall(partition: string): 'account:ListRegions' | 'ec2:DescribeRegions' {
  return withAccountManagement.has(partition) ? 'account:ListRegions' : 'ec2:DescribeRegions'
}
