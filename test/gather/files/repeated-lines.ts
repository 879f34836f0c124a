/** Lines of snapshots as files hold them: most repeat an earlier one with something else in it, some are odd, and some are none. */
import * as fc from 'fast-check'

/** The account of most lines. */
export const first = '111122223333'
const account = fc.constantFrom(first, '222233334444', '000000000001')
/** Mostly the usual: what is odd is never read by form, and nor is what stands beside it. */
const usualRegion = fc.constantFrom('us-east-1', 'eu-west-1')
const region = fc.oneof({ weight: 8, arbitrary: usualRegion }, fc.constantFrom('a"b', 'ö', ''))
const usualArn = fc.constantFrom(`arn:aws:cloudtrail:${first}:trail/a`, 'arn:aws:cloudtrail:222233334444:trail/a', 'arn:b')
const arn = fc.oneof({ weight: 8, arbitrary: usualArn }, fc.constantFrom('arn:b"\\', 'arn:ä\u2028', '12', '__proto__', '\u0000'))
const usualTime = fc.constantFrom(1_700_000_000, 1_700_000_001, 1_700_000_000.25)
const time = fc.oneof({ weight: 8, arbitrary: usualTime }, fc.constantFrom(0, -1, 1.5, 1e21, 1e-7, 1_700_000_000.123456))
const status = fc.record(
  {
    IsLogging: fc.boolean(),
    LatestDeliveryTime: time,
    LatestDeliveryError: fc.constantFrom('', '\u0000', ':1700000000,', '"'),
    LatestDigestDeliveryTime: time,
    StopLoggingTime: time,
  },
  { requiredKeys: [] },
)
const trails = fc.array(fc.tuple(arn, status), { maxLength: 3 }).map((entries) => Object.fromEntries(entries))
const reach = fc.record({ fact: fc.constant('reach'), account, region, value: fc.record({ trails }) })

/** Such as are read by form all the same when trails, statuses and times change from line to line. */
const usualStatus = fc.record(
  { IsLogging: fc.boolean(), LatestDeliveryTime: usualTime, LatestDeliveryError: fc.constant('NoSuchBucket'), StartLoggingTime: usualTime },
  { requiredKeys: [] },
)
const usualTrails = fc.array(fc.tuple(usualArn, usualStatus), { maxLength: 3 }).map((entries) => Object.fromEntries(entries))
const usualReach = fc.record({ fact: fc.constant('reach'), account, region: usualRegion, value: fc.record({ trails: usualTrails }) })

const optIn = fc.constantFrom('ENABLED', 'DISABLED', 'ELSEWHERE')
const regions = fc.record({
  fact: fc.constant('regions'),
  account,
  value: fc.record({ source: fc.constant('account:ListRegions'), status: fc.dictionary(fc.constantFrom('us-east-1', 'eu-west-1'), optIn) }),
})

const named = fc.record({
  fact: fc.constant('account'),
  account,
  id: account,
  value: fc.record(
    {
      Id: account,
      Name: fc.constantFrom('payments', '', 'Zoë', `a "${first}"`, 'tab\t'),
      State: fc.constantFrom('ACTIVE', 'SUSPENDED', 'ELSEWHERE'),
      JoinedTimestamp: fc.constantFrom('2024-01-01T00:00:00.000Z', '2025-02-02T11:22:33.444Z', '2024-01-01T00:00:00+01:00', 'yesterday'),
      Paths: fc.array(fc.constantFrom(`o-a/r-b/${first}/`, 'o-a/r-b/ou-c/', ''), { maxLength: 2 }),
      identity: fc.constantFrom(`arn:aws:sts::${first}:assumed-role/a/b`, 'arn:aws:sts::222233334444:assumed-role/a/b'),
    },
    { requiredKeys: ['Id', 'State'] },
  ),
})

/** A trail may have members that nobody knows, and their keys may hold the number of an account. */
const key = fc.constantFrom(first, `a${first}`, 'a222233334444', '__proto__', 'b')
const anything = fc.constantFrom<unknown>(first, `${first}${first}`, 1.5, 0, null, [first, { Key: first }], {})
const more = fc.dictionary(key, anything, { maxKeys: 3 })
const body = fc
  .tuple(arn, more)
  .map(([own, others]) => Object.fromEntries<unknown>([['TrailARN', own], ['Arn', own], ...Object.entries(others)]))
const trail = fc.record({
  fact: fc.constantFrom('trail', 'key', 'tags', 'insights'),
  account,
  region,
  id: arn,
  value: fc.oneof(fc.constant(null), fc.array(fc.record({ Key: fc.constantFrom(first, 'owner') })), body),
})
const line = fc.oneof({ weight: 2, arbitrary: reach }, { weight: 3, arbitrary: usualReach }, regions, named, trail).map((fact) => JSON.stringify(fact))

/** Pieces that a line may lose or gain: those that carry its meaning, and those that JSON refuses. */
const meant = ['', '1', '0', '9'.repeat(400), '.', '.5', 'e5', '-', ' ', '"', '\\', '\\u0041', ',', ':', '{', '}', '"x":1,', 'null', 'é']
const wound = fc.constantFrom(...meant, '\r', '\u0000', '\u0001')
const oddText = fc.constantFrom('b', '', '\\\\', '\\"', 'ö', '2025-01-02T03:04:05.678Z', '2025-01-02T03:04:05Z', '222233334444')
const oddNumber = fc.constantFrom('0', '01', '0.5', '-1', '-0', '1.', '1e5', '1.50', '1700000000.123', '1700000000.123456', '9'.repeat(400))

/** Ways to make another line of one: most leave it of the same form. */
const change = fc.oneof(
  { weight: 2, arbitrary: fc.constant((text: string) => text) },
  { weight: 2, arbitrary: account.map((other) => (text: string) => text.replace(/(?<="account":")[0-9]{12}/, other)) },
  { weight: 2, arbitrary: account.map((other) => (text: string) => text.replaceAll(first, other)) },
  { weight: 2, arbitrary: usualTime.map((other) => (text: string) => text.replaceAll(/(?<=:)17[0-9.]+/g, `${other}`)) },
  { weight: 2, arbitrary: usualArn.map((other) => (text: string) => text.replace(/arn:[^"\\]*/, other)) },
  oddNumber.map((other) => (text: string) => text.replace(/(?<=:)[0-9.]+/, other)),
  fc
    .tuple(fc.constantFrom('Name', 'JoinedTimestamp', 'Id'), oddText)
    .map(([member, other]) => (text: string) => text.replace(new RegExp(`(?<="${member}":")[^"]*`), () => other)),
  fc.tuple(fc.nat(), fc.nat({ max: 3 }), wound).map(([place, lost, gained]) => (text: string) => {
    const at = place % (text.length + 1)
    return text.slice(0, at) + gained + text.slice(at + lost)
  }),
)
const damage = fc.tuple(fc.nat(), fc.integer({ min: 11, max: 255 }))
const anyDamage = fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, damage)

function damaged(text: string, at: readonly [number, number] | null): Buffer {
  const bytes = Buffer.from(text)
  if (at !== null && bytes.length > 0) bytes[at[0] % bytes.length] = at[1]
  return bytes
}

/** A few lines, and what becomes of them again and again: texts without line feeds, some of them damaged. */
export const repeatedLines = fc.array(line, { minLength: 1, maxLength: 4 }).chain((bases) => {
  const changed = fc.tuple(fc.constantFrom(...bases), change, anyDamage).map(([base, make, broken]) => damaged(make(base), broken))
  return fc.array(changed, { minLength: 2, maxLength: 30, size: 'max' })
})
