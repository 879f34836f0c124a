"""Builds the organization that the moto run judges, by AWS's own API alone, and prints what it is called as JSON.

Every trail is one entry of TRAILS; expected.mjs says, trail by trail, what each of them has to be judged as.
The endpoint, the region and the credentials of the management account come from the environment.

Printed: {"organization": id, "accounts": {name: id}, "keys": {trail name: ARN}, "selectors": {trail ARN: as boto3 reads them}}.
"""

import json

import boto3

from destinations import make_alarm, make_buckets, make_log_group, make_topic
from keys import make_key

ROLE = "OrganizationAccountAccessRole"
MANAGEMENT = {"Field": "eventCategory", "Equals": ["Management"]}
S3_OBJECTS = [{"Field": "eventCategory", "Equals": ["Data"]}, {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}]
NETWORK_SOURCES = ["cloudtrail", "ec2", "kms", "s3", "secretsmanager"]


def basic(read_write, management=True, objects=None, excluded=()):
    """A basic event selector."""
    data = [{"Type": "AWS::S3::Object", "Values": objects}] if objects else []
    return {
        "ReadWriteType": read_write,
        "IncludeManagementEvents": management,
        "ExcludeManagementEventSources": list(excluded),
        "DataResources": data,
    }


def advanced(*fields):
    """An advanced event selector."""
    return {"FieldSelectors": list(fields)}


def network(source, *further):
    """An advanced event selector for the network activity of one event source."""
    own = [{"Field": "eventCategory", "Equals": ["NetworkActivity"]}, {"Field": "eventSource", "Equals": [f"{source}.amazonaws.com"]}]
    return advanced(*own, *further)


def trail(name, home, bucket, **rest):
    """One trail: single-region and logging, without a key, validation, tags or selectors, unless `rest` says otherwise."""
    return {"name": name, "home": home, "bucket": bucket, **rest}


DENIED = {"Field": "errorCode", "Equals": ["VpceAccessDenied"]}
NEW_FIELD = {"Field": "someNewField", "NotEquals": ["x"]}

# By account: its trails.
TRAILS = {
    "management": [
        # Reads by one selector; writes, and the objects written, by the other. The bucket is the log archive's.
        trail("organization", "us-east-1", "organization-logs", multi_region=True, organization=True, key=True, validation=True,
              tags={"owner": "platform-security", "purpose": "audit"}, log_group=True, topic="kept",
              basic=[basic("ReadOnly"), basic("WriteOnly", objects=["arn:aws:s3:::"])]),
        trail("network", "us-east-1", "management-network-logs", multi_region=True, tags={"purpose": "audit"},
              advanced=[network(source) for source in NETWORK_SOURCES]),
    ],
    "log-archive": [
        trail("stopped", "us-east-1", "archive-logs", multi_region=True, logging=False, validation=True,
              advanced=[advanced(MANAGEMENT), advanced(*S3_OBJECTS)]),
        trail("regional-us", "us-east-1", "archive-logs",
              advanced=[advanced(MANAGEMENT, {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]})]),
        trail("regional-eu", "eu-west-1", "archive-logs-one", validation=True, log_group=True, basic=[basic("WriteOnly")]),
        # Each of these two records what the other one delivers.
        trail("mutual-one", "eu-west-1", "archive-logs-one",
              basic=[basic("All", management=False, objects=["arn:aws:s3:::archive-logs-two/"])]),
        trail("mutual-two", "eu-west-1", "archive-logs-two",
              advanced=[advanced(*S3_OBJECTS, {"Field": "resources.ARN", "StartsWith": ["arn:aws:s3:::archive-logs-one/"]})]),
        trail("new-field", "eu-west-1", "archive-logs", multi_region=True, log_group=True,
              advanced=[network(source, NEW_FIELD) for source in NETWORK_SOURCES]),
    ],
    "payments": [
        # Two trails share the work, and neither has the reads of KMS. The bucket is encrypted; of the trails, one is.
        trail("reads", "us-east-1", "payments-logs", multi_region=True, validation=True, topic="deleted",
              basic=[basic("ReadOnly", excluded=["kms.amazonaws.com"])]),
        trail("writes", "eu-west-1", "payments-logs", multi_region=True, key=True, validation=True, tags={"owner": "payments"},
              advanced=[advanced(MANAGEMENT, {"Field": "readOnly", "Equals": ["false"]})]),
        trail("denied-only", "eu-west-1", "payments-logs", multi_region=True,
              advanced=[network(source, *([DENIED] if source == "s3" else [])) for source in NETWORK_SOURCES]),
        trail("own-bucket", "us-east-1", "payments-object-logs", key=True, advanced=[advanced(*S3_OBJECTS)]),
    ],
    "sandbox": [
        trail("never-set", "us-east-1", "sandbox-logs", multi_region=True, key=True, validation=True),
        trail("left-out", "us-east-1", "sandbox-left-out-logs",
              advanced=[advanced(*S3_OBJECTS, {"Field": "resources.ARN", "NotStartsWith": ["arn:aws:s3:::sandbox-left-out-logs/"]})]),
        # NotEquals wants a whole ARN, which a bucket with its slash is not: no object is left out.
        trail("kept", "eu-west-1", "sandbox-kept-logs", validation=True,
              advanced=[advanced(*S3_OBJECTS, {"Field": "resources.ARN", "NotEquals": ["arn:aws:s3:::sandbox-kept-logs/"]})]),
    ],
}


def main():
    organizations = boto3.client("organizations")
    organization = organizations.create_organization(FeatureSet="ALL")["Organization"]
    organizations.enable_aws_service_access(ServicePrincipal="cloudtrail.amazonaws.com")
    accounts = {"management": organization["MasterAccountId"], **make_members(organizations)}
    sessions = {name: session_of(account, organization) for name, account in accounts.items() if name in TRAILS}
    for name, session in sessions.items():
        make_buckets(session, name, accounts)
    places = [(name, session, each) for name, session in sessions.items() for each in TRAILS[name]]
    keys = {each["name"]: make_key(session, each, name, accounts) for name, session, each in places if each.get("key")}
    selectors = dict(make_trail(session, each, keys.get(each["name"]), accounts[name]) for name, session, each in places)
    make_alarm(sessions["management"], "trail-organization")
    print(json.dumps({"organization": organization["Id"], "accounts": accounts, "keys": keys, "selectors": selectors}))


def make_members(organizations):
    """Members by name: two in units of their own, one at the root, and one that was closed."""
    root = organizations.list_roots()["Roots"][0]["Id"]
    members = {name: make_account(organizations, name) for name in ["log-archive", "payments", "sandbox", "retired"]}
    security = organizations.create_organizational_unit(ParentId=root, Name="security")["OrganizationalUnit"]["Id"]
    workloads = organizations.create_organizational_unit(ParentId=root, Name="workloads")["OrganizationalUnit"]["Id"]
    organizations.move_account(AccountId=members["log-archive"], SourceParentId=root, DestinationParentId=security)
    organizations.move_account(AccountId=members["payments"], SourceParentId=root, DestinationParentId=workloads)
    organizations.close_account(AccountId=members["retired"])
    return members


def make_account(organizations, name):
    status = organizations.create_account(AccountName=name, Email=f"{name}@example.com", RoleName=ROLE)
    return status["CreateAccountStatus"]["AccountId"]


def session_of(account, organization):
    """A session in the account: the caller's own in the management account, else one of the role that Organizations made."""
    if account == organization["MasterAccountId"]:
        return boto3.Session()
    role = boto3.client("sts").assume_role(RoleArn=f"arn:aws:iam::{account}:role/{ROLE}", RoleSessionName="organization")
    given = role["Credentials"]
    return boto3.Session(given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])


def make_trail(session, each, key, account):
    """The trail's ARN, and its event selectors as an independent client reads them."""
    topic = make_topic(session, each) if "topic" in each else None
    cloudtrail = session.client("cloudtrail", region_name=each["home"])
    made = cloudtrail.create_trail(
        Name=each["name"],
        S3BucketName=each["bucket"],
        IsMultiRegionTrail=each.get("multi_region", False),
        IncludeGlobalServiceEvents=each.get("multi_region", False),
        IsOrganizationTrail=each.get("organization", False),
        EnableLogFileValidation=each.get("validation", False),
        TagsList=[{"Key": name, "Value": value} for name, value in each.get("tags", {}).items()],
        **({"KmsKeyId": key} if key else {}),
        **({"SnsTopicName": topic.split(":")[-1]} if topic else {}),
        **(make_log_group(session, each, account) if each.get("log_group") else {}),
    )
    if each.get("topic") == "deleted":
        session.client("sns", region_name=each["home"]).delete_topic(TopicArn=topic)
    if "basic" in each:
        cloudtrail.put_event_selectors(TrailName=each["name"], EventSelectors=each["basic"])
    if "advanced" in each:
        cloudtrail.put_event_selectors(TrailName=each["name"], AdvancedEventSelectors=each["advanced"])
    cloudtrail.start_logging(Name=each["name"])
    if not each.get("logging", True):
        cloudtrail.stop_logging(Name=each["name"])
    answer = cloudtrail.get_event_selectors(TrailName=made["TrailARN"])
    return made["TrailARN"], {kind: answer[kind] for kind in ("EventSelectors", "AdvancedEventSelectors") if kind in answer}


if __name__ == "__main__":
    main()
