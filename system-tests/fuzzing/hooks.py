"""What schemathesis cannot know of this interface."""

import hashlib
import os

import schemathesis
from hypothesis import strategies as st

OWN_KEY_ID = hashlib.sha256(os.environ["TALLYBOARD_KEY"].encode()).hexdigest()

# A cursor is only ever one that an answer gave; the stateful phase follows those. Blank is the first page.
schemathesis.openapi.format("cursor", st.just(""))

@schemathesis.hook
def before_call(context, case, kwargs):
    # The key that all this is done with must last.
    if case.method == "DELETE" and (case.path_parameters or {}).get("id") == OWN_KEY_ID:
        case.path_parameters["id"] = "0" * 64
    # A form without any part cannot be written; as a valid one it is given what it must have.
    form = case.media_type == "multipart/form-data"
    valid = case.meta is not None and case.meta.generation.mode is schemathesis.GenerationMode.POSITIVE
    if form and valid and not (isinstance(case.body, dict) and case.body.get("file")):
        case.body = {"file": b"some text"}
    # "Any type" is no type that is written; schemathesis would pick one whose form the body has not.
    if case.media_type == "*/*":
        case.media_type = "application/octet-stream"


def as_sent(context, response):
    """The bytes of a file are what was uploaded, whatever their type promises."""
    return response.content.decode("latin-1")


for media_type in (
    "application/octet-stream",
    "application/x-ndjson",
    "application/x-yaml",
    "application/yaml",
    "text/vnd.yaml",
    "text/x-yaml",
    "text/yaml",
):
    schemathesis.deserializer(media_type)(as_sent)
