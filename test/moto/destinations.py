"""What the trails of organization.py deliver to: buckets with their settings, log groups, topics, and an alarm.

Account names in angle brackets stand for account numbers. expected.mjs says what each has to be judged as.
"""

import json

PUT_AND_ACL = ("s3:PutObject", "s3:GetBucketAcl")
CLOSED = {"BlockPublicAcls": True, "IgnorePublicAcls": True, "BlockPublicPolicy": True, "RestrictPublicBuckets": True}
CHANGES = ["DeleteTrail", "StopLogging", "UpdateTrail", "PutEventSelectors"]


def cloudtrail(bucket, source=None, actions=PUT_AND_ACL, below="AWSLogs"):
    """Statements that let CloudTrail into a bucket; `source` is the condition on whose trail it comes for."""
    resources = {"s3:PutObject": f"arn:aws:s3:::{bucket}/{below}/*", "s3:GetBucketAcl": f"arn:aws:s3:::{bucket}"}
    return [allow({"Service": "cloudtrail.amazonaws.com"}, action, resources[action], source) for action in actions]


def allow(principal, action, resource, condition=None):
    """A statement that allows an action."""
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Resource": resource}
    return {**statement, "Condition": condition} if condition else statement


def trails(account, *arns):
    """The condition that CloudTrail comes for one of these trails (region/name) of the account."""
    return {"StringEquals": {"aws:SourceArn": [f"arn:aws:cloudtrail:{arn.replace('/', f':<{account}>:trail/')}" for arn in arns]}}


def expire(days, prefix="", enabled=True):
    """A lifecycle rule that deletes objects, and those that are no longer current."""
    return {
        "ID": f"expire-{days}",
        "Status": "Enabled" if enabled else "Disabled",
        "Filter": {"Prefix": prefix},
        "Expiration": {"Days": days},
        "NoncurrentVersionExpiration": {"NoncurrentDays": days},
    }


def readable(bucket):
    """A statement that lets everybody read."""
    return allow("*", "s3:GetObject", f"arn:aws:s3:::{bucket}/*")


# By account: its buckets, each with its region and what differs from a bucket without any settings.
BUCKETS = {
    "management": {
        # Everybody may read, if the public access block did not keep them out.
        "management-network-logs": {
            "region": "us-east-1",
            "policy": [
                readable("management-network-logs"),
                *cloudtrail("management-network-logs", trails("management", "us-east-1/network")),
            ],
            "closed": True,
            "lifecycle": expire(365),
        },
    },
    "log-archive": {
        # Takes the access logs of another; no trail delivers to it.
        "archive-access-logs": {"region": "us-east-1", "acl": "log-delivery-write"},
        "organization-logs": {
            "region": "us-east-1",
            "policy": cloudtrail("organization-logs", trails("management", "us-east-1/organization")),
            "closed": True,
            "lock": {"Mode": "COMPLIANCE", "Days": 400},
            "lifecycle": expire(730),
            "access_logs": "archive-access-logs",
        },
        # Any trail of anybody may write here. Logs are gone after a month, and locked for no longer.
        "archive-logs": {
            "region": "us-east-1",
            "policy": cloudtrail("archive-logs"),
            "lock": {"Mode": "GOVERNANCE", "Days": 30},
            "lifecycle": expire(30),
        },
        "archive-logs-one": {"region": "eu-west-1", "versioning": "Suspended"},
        # Only what the one trail of one region writes.
        "archive-logs-two": {
            "region": "eu-west-1",
            "policy": cloudtrail("archive-logs-two", {"StringEquals": {"aws:SourceAccount": "<log-archive>"}},
                                 below="AWSLogs/<log-archive>/CloudTrail/eu-west-1"),
            "versioning": "Enabled",
        },
    },
    "payments": {
        # Two of its three trails may write here.
        "payments-logs": {
            "region": "eu-west-1",
            "policy": cloudtrail("payments-logs", trails("payments", "us-east-1/reads", "eu-west-1/writes")),
            "encrypted": True,
            "lifecycle": expire(30, enabled=False),
        },
        # CloudTrail may write, and not look at the ACL. It logs access to itself, and what expires is something else.
        "payments-object-logs": {
            "region": "us-east-1",
            "acl": "log-delivery-write",
            "policy": cloudtrail("payments-object-logs", trails("payments", "us-east-1/own-bucket"), actions=("s3:PutObject",)),
            "lifecycle": expire(30, prefix="drafts/"),
            "access_logs": "payments-object-logs",
        },
    },
    "sandbox": {
        # Everybody may read; trails of any account may write.
        "sandbox-logs": {
            "region": "us-east-1",
            "policy": [
                readable("sandbox-logs"),
                *cloudtrail("sandbox-logs", {"ArnLike": {"aws:SourceArn": "arn:aws:cloudtrail:*:*:trail/*"}}),
            ],
            "lifecycle": expire(90, prefix="AWSLogs/"),
        },
        "sandbox-left-out-logs": {"region": "us-east-1"},
        # Its ACL lets everybody list it.
        "sandbox-kept-logs": {"region": "eu-west-1", "acl": "public-read"},
    },
}

# By trail: the days that its log group keeps events.
LOG_GROUPS = {"organization": 400, "regional-eu": 30}


def numbered(value, accounts):
    """The value with account numbers in the place of their names."""
    text = json.dumps(value)
    for name, number in accounts.items():
        text = text.replace(f"<{name}>", number)
    return json.loads(text)


def make_buckets(session, account, accounts):
    for name, settings in BUCKETS[account].items():
        make_bucket(session.client("s3", region_name=settings["region"]), name, numbered(settings, accounts))


def make_bucket(s3, name, settings):
    elsewhere = {} if settings["region"] == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": settings["region"]}}
    s3.create_bucket(Bucket=name, ACL=settings.get("acl", "private"), ObjectLockEnabledForBucket="lock" in settings, **elsewhere)
    if "policy" in settings:
        s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": settings["policy"]}))
    if settings.get("closed"):
        s3.put_public_access_block(Bucket=name, PublicAccessBlockConfiguration=CLOSED)
    if settings.get("encrypted"):
        rule = {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}
        s3.put_bucket_encryption(Bucket=name, ServerSideEncryptionConfiguration={"Rules": [rule]})
    if "versioning" in settings:
        s3.put_bucket_versioning(Bucket=name, VersioningConfiguration={"Status": settings["versioning"]})
    if "lock" in settings:
        lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": settings["lock"]}}
        s3.put_object_lock_configuration(Bucket=name, ObjectLockConfiguration=lock)
    if "lifecycle" in settings:
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": [settings["lifecycle"]]})
    if "access_logs" in settings:
        target = {"TargetBucket": settings["access_logs"], "TargetPrefix": "access/"}
        s3.put_bucket_logging(Bucket=name, BucketLoggingStatus={"LoggingEnabled": target})


def make_log_group(session, trail, number):
    """What a trail is made with to hand its events to a log group of its own; one that nobody made where LOG_GROUPS has none."""
    name = f"trail-{trail['name']}"
    if trail["name"] in LOG_GROUPS:
        logs = session.client("logs", region_name=trail["home"])
        logs.create_log_group(logGroupName=name)
        logs.put_retention_policy(logGroupName=name, retentionInDays=LOG_GROUPS[trail["name"]])
        session.client("iam").create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": []}))
    return {
        "CloudWatchLogsLogGroupArn": f"arn:aws:logs:{trail['home']}:{number}:log-group:{name}:*",
        "CloudWatchLogsRoleArn": f"arn:aws:iam::{number}:role/{name}",
    }


def make_topic(session, trail):
    """A topic of the trail's own."""
    return session.client("sns", region_name=trail["home"]).create_topic(Name=f"trail-{trail['name']}")["TopicArn"]


def make_alarm(session, group):
    """Tells a subscriber of every change to a trail that reaches the log group."""
    logs, cloudwatch, sns = (session.client(service, region_name="us-east-1") for service in ("logs", "cloudwatch", "sns"))
    topic = sns.create_topic(Name="trail-changes")["TopicArn"]
    sns.subscribe(TopicArn=topic, Protocol="https", Endpoint="https://audit.example.com/trail-changes")
    names = " || ".join(f'($.eventName = "{name}")' for name in CHANGES)
    metric = {"metricName": "TrailChanges", "metricNamespace": "Audit", "metricValue": "1"}
    logs.put_metric_filter(logGroupName=group, filterName="trail-changes", filterPattern=f"{{ {names} }}", metricTransformations=[metric])
    cloudwatch.put_metric_alarm(
        AlarmName="trail-changes", MetricName="TrailChanges", Namespace="Audit", Statistic="Sum", Period=300,
        EvaluationPeriods=1, Threshold=1, ComparisonOperator="GreaterThanOrEqualToThreshold", ActionsEnabled=True, AlarmActions=[topic],
    )
