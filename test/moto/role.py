"""Deploys the templates of the working folder by CloudFormation, and prints what IAM then says of the role and the policy.

Argument: {account name: id} as JSON. Printed: {"member": role, "management": role, "archive": policy}, documents as IAM reads them.
"""

import ast
import json
import sys

import boto3

ACCOUNTS = json.loads(sys.argv[1])
NAME = "trailgate-reader"


def session_in(account):
    """A session in an account; the environment is the management account."""
    if account == "management":
        return boto3.Session(region_name="us-east-1")
    arn = f"arn:aws:iam::{ACCOUNTS[account]}:role/OrganizationAccountAccessRole"
    issued = boto3.client("sts", region_name="us-east-1").assume_role(RoleArn=arn, RoleSessionName="deploy")["Credentials"]
    return boto3.Session(issued["AccessKeyId"], issued["SecretAccessKey"], issued["SessionToken"], region_name="us-east-1")


def deploy(session, template):
    """Deploys one template as a stack of its own."""
    with open(template, encoding="utf-8") as file:
        body = file.read()
    session.client("cloudformation").create_stack(StackName="trailgate", TemplateBody=body, Capabilities=["CAPABILITY_NAMED_IAM"])
    return session.client("iam")


def role_in(iam):
    """The reader role: whom it trusts, and its one policy."""
    role = iam.get_role(RoleName=NAME)["Role"]
    [policy] = iam.list_role_policies(RoleName=NAME)["PolicyNames"]
    document = iam.get_role_policy(RoleName=NAME, PolicyName=policy)["PolicyDocument"]
    # moto keeps a role's inline policy as Python would print it.
    return {"trust": role["AssumeRolePolicyDocument"], "policy": ast.literal_eval(document) if isinstance(document, str) else document}


def policy_in(iam):
    """The caller's policy, whom it is attached to, and whether there is a reader role as well."""
    [policy] = iam.list_policies(Scope="Local")["Policies"]
    version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    roles = iam.list_entities_for_policy(PolicyArn=policy["Arn"])["PolicyRoles"]
    readers = [role["RoleName"] for role in iam.list_roles()["Roles"] if role["RoleName"] == NAME]
    return {"policy": version["Document"], "roles": [role["RoleName"] for role in roles], "reader": readers[0] if readers else None}


archive = session_in("log-archive")
archive.client("iam").create_role(RoleName="auditor", AssumeRolePolicyDocument="{}")
print(
    json.dumps(
        {
            "member": role_in(deploy(session_in("payments"), "stackset.yaml")),
            "management": role_in(deploy(session_in("management"), "stack.yaml")),
            "archive": policy_in(deploy(archive, "stack.yaml")),
        }
    )
)
