/** CloudWatch Logs filter patterns: which ones certainly catch every event of a name. */
import { describe, expect, it } from 'vitest'
import { catches } from '../../../src/judge/evaluate/filter-pattern.ts'

const members = { eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }

describe('a filter pattern', () => {
  it.each([
    ['{ $.eventName = StopLogging }', true],
    ['{$.eventName="StopLogging"}', true],
    ['{ ($.eventName = CreateTrail) || ($.eventName = UpdateTrail) || ($.eventName = StopLogging) }', true],
    ['{ (($.eventName = CreateTrail) || (($.eventName = StopLogging))) }', true],
    ['{ ($.eventSource = cloudtrail.amazonaws.com) && (($.eventName = StopLogging) || ($.eventName = DeleteTrail)) }', true],
    ['{ $.eventName = "Stop*" }', true],
    ['{ $.eventName = "*Logging" && $.eventSource = "cloudtrail*" }', true],
    ['{ $.eventName != DescribeTrails && $.eventName = S* }', true],
    ['{ $.eventName = StopLogging || $.errorCode = AccessDenied }', true],
    ['{ $.eventName = StartLogging }', false],
    ['{ $.eventName = stoplogging }', false],
    ['{ $.eventName = StopLogging && $.eventSource = s3.amazonaws.com }', false],
    ['{ $.eventName != StopLogging }', false],
    // Only some of the events.
    ['{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }', false],
    ['{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }', false],
    ['{ ($.eventName = ConsoleLogin) && ($.additionalEventData.MFAUsed != "Yes") }', false],
    ['{ $.eventName = StopLogging && $.errorCode = AccessDenied }', false],
    // Nobody can say.
    ['{ $.eventName = StopLogging && $.errorCode NOT EXISTS }', undefined],
    ['{ $.eventName = StopLogging && $.userIdentity.arn != "*deployer*" }', undefined],
    ['{ $.eventName = StopLogging && $.sourceIPAddress = * }', undefined],
    ['{ $.requestParameters IS NULL || $.eventName = X }', undefined],
    ['"StopLogging"', undefined],
    ['[ip, user, event = StopLogging]', undefined],
    ['{ $.eventName = StopLogging', undefined],
    ['{ $.eventName = }', undefined],
    ['{ ($.eventName = StopLogging }', undefined],
    ['{ $.eventName = StopLogging ) }', undefined],
    ['{ $.eventName = StopLogging && }', undefined],
    ['{ $.eventName %Stop% }', undefined],
    ['{}', undefined],
    ['', undefined],
  ] as const)('%s', (pattern, truth) => expect(catches(pattern, members)).toBe(truth))

  it('binds && more tightly than ||', () => {
    expect(catches('{ $.eventName = StopLogging || $.eventName = X && $.eventName = Y }', members)).toBe(true)
    expect(catches('{ ($.eventName = StopLogging || $.eventName = X) && $.eventName = Y }', members)).toBe(false)
  })
})
