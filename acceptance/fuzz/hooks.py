"""What Schemathesis is told of this service: who asks, and what there is to ask for.

Cases are drawn from the OpenAPI document alone; left at that, nearly all would be a stranger's, about cases that do not
exist. Each is therefore sent as somebody who works here, and most ids that it names are replaced by ones that exist.
Both hang on the case itself and the seed, so that the same run can be had again.
"""

import json
import os
import random
import zlib

import schemathesis
from schemathesis.core.failures import AcceptedNegativeData

with open(os.environ["FUZZ_WORLD"], encoding="utf-8") as file:
    WORLD = json.load(file)


def chance_of(case):
    """The dice of a case: the same for the same case."""
    told = repr((WORLD["seed"], case.method, case.path, case.path_parameters, case.query, case.body))
    return random.Random(zlib.crc32(told.encode("utf-8", "surrogatepass")))


def known_or(value, where, name, dice):
    """Mostly one that exists, where such a thing is known."""
    known = WORLD[where].get(name)
    return dice.choice(known) if known and dice.random() < 0.9 else value


def with_known(value, dice, name=None):
    """The body with most ids and codes replaced by ones that exist, by the name of their property."""
    if isinstance(value, dict):
        return {key: with_known(part, dice, key) for key, part in value.items()}
    if isinstance(value, list):
        return [with_known(part, dice, name) for part in value]
    return known_or(value, "named", name, dice) if isinstance(value, str) else value


@schemathesis.hook
def before_call(context, case, kwargs):
    dice = chance_of(case)
    negative = {location.value for location, part in case.meta.components.items() if part.mode.is_negative}
    if "path" not in negative and case.path_parameters:
        resource = case.path.split("/")[1]
        case.path_parameters = {
            name: known_or(value, "addressed", f"{resource}.{name}", dice)
            for name, value in case.path_parameters.items()
        }
    if "body" not in negative and isinstance(case.body, (dict, list)):
        case.body = with_known(case.body, dice)
    headers = dict(case.headers or {})
    if "header" not in negative:
        # Drawn ones are alike all the time: a key of its own for each case, and versions that may be the present ones.
        if headers.get("Idempotency-Key"):
            headers["Idempotency-Key"] = f"{dice.getrandbits(64):x}"
        if headers.get("If-Match"):
            headers["If-Match"] = f'"{dice.randint(1, 9)}"'
    headers.pop("Authorization", None)
    if dice.random() < 0.97:
        who = WORLD["leaver"] if (case.method, case.path) == ("DELETE", "/session") else dice.choice(WORLD["sessions"])
        headers["Cookie"] = who
    headers["Accept-Language"] = dice.choice(["vi", "en"])
    case.headers = headers


def answering(status):
    def spoil(response):
        response.status_code = status

    return spoil


def misshapen(response):
    if response.status_code == 200:
        response.content = b"{}"


def mistyped(response):
    response.headers["content-type"] = ["text/html"]


def unspoilt(response):
    pass


# Faults that the service must not have, put into its answers on request, so that it can be seen that they are found.
PLANTS = {
    "GET /units": answering(500),
    "GET /rounds": answering(418),
    "GET /movements": misshapen,
    "GET /tasks": mistyped,
    "POST /enquiries": answering(201),
    "TRACE /awards": answering(200),
}


@schemathesis.hook
def after_call(context, case, response):
    if "FUZZ_PLANT" in os.environ:
        PLANTS.get(f"{case.method.upper()} {case.path}", unspoilt)(response)


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Of a form, what is wrong with it is lost in its making: a number arrives as the text that is asked for."""
    return not (isinstance(failure, AcceptedNegativeData) and case.media_type == "multipart/form-data")
