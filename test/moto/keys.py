"""The keys of the trails of organization.py: each trail that has one has its own, in its home region."""

import json

from destinations import allow, numbered, trails

ENCRYPT = "kms:GenerateDataKey*"
SERVICE = {"Service": "cloudtrail.amazonaws.com"}

# By trail: the statements for CloudTrail beside the one that every key has, rotation, and whether it is disabled.
KEYS = {
    "organization": {"policy": [allow(SERVICE, ENCRYPT, "*", trails("management", "us-east-1/organization"))], "rotation": True},
    "writes": {"policy": [allow(SERVICE, ENCRYPT, "*")], "rotation": True},
    "own-bucket": {"policy": [allow(SERVICE, ENCRYPT, "*", trails("payments", "us-east-1/own-bucket"))], "disabled": True},
    "never-set": {},
}


def make_key(session, trail, account, accounts):
    """The ARN of the trail's own key, in the trail's home region."""
    kms = session.client("kms", region_name=trail["home"])
    settings = numbered(KEYS[trail["name"]], accounts)
    owner = allow({"AWS": f"arn:aws:iam::{accounts[account]}:root"}, "kms:*", "*")
    policy = {"Version": "2012-10-17", "Statement": [owner, *settings.get("policy", [])]}
    arn = kms.create_key(Description=f"logs of {trail['name']}", Policy=json.dumps(policy))["KeyMetadata"]["Arn"]
    if settings.get("rotation"):
        kms.enable_key_rotation(KeyId=arn)
    if settings.get("disabled"):
        kms.disable_key(KeyId=arn.split("/")[1])
    return arn
