/** Other names for everything that may bear any name, consistently: letters change places, so that beginnings and endings still match. */

/** Where letters may change: those that stand in fixed beginnings (`arn:aws:s3:::`) and closed lists stay as they are. */
const alphabets: Readonly<Record<string, string>> = {
  eventName: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ',
  eventSource: 'abcdefghijklmnopqrstuvwxyz',
  'resources.ARN': 'pxgz',
  Values: 'pxgz',
  'userIdentity.arn': 'otu',
  ExcludeManagementEventSources: 'abcdefghijklmnopqrstuvwxyz',
}

/** Each letter becomes the one after it, wherever the value of such a field stands. */
export function renamed(value: unknown, field = ''): unknown {
  if (typeof value === 'string') return rotated(value, alphabets[field] ?? '')
  if (Array.isArray(value)) return value.map((each) => renamed(each, field))
  if (typeof value !== 'object' || value === null) return value
  const own = 'Field' in value ? String(value.Field) : field
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, key === 'Field' ? each : renamed(each, key in alphabets || own === '' ? key : own)]),
  )
}

function rotated(text: string, alphabet: string): string {
  return text.split('').map((letter) => (alphabet.includes(letter) ? (alphabet[(alphabet.indexOf(letter) + 1) % alphabet.length] ?? '') : letter)).join('')
}
