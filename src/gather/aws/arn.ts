/** The parts of an ARN: `arn:partition:service:region:account:resource`. */

export function partitionIn(arn: string): string {
  return arn.split(':')[1] ?? ''
}

export function regionIn(arn: string): string {
  return arn.split(':')[3] ?? ''
}

export function accountIn(arn: string): string {
  return arn.split(':')[4] ?? ''
}
