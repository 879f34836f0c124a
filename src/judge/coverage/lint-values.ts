/** Values that miss by a character. */

/** An S3 ARN that ends inside a bucket's name. One that ends in a hyphen or a dot, as no bucket does, means the prefix that it is. */
export function isBareBucket(value: string): boolean {
  return /^arn:[^:]+:s3:::[^/]*[^/.-]$/.test(value)
}

/** A bucket's own ARN, with or without the slash: no object has it. */
export function isBucket(value: string): boolean {
  return /^arn:[^:]+:s3:::[^/]+\/?$/.test(value)
}

/** The ARN of a function with a slash where AWS has a colon (as an example in the user guide has it). */
export function isSlashedFunction(value: string): boolean {
  return /^arn:[^:]+:lambda:.*:function\//.test(value)
}
