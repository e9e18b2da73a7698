"""Object stores by their address: which store it is, how it is spoken to, and what is wrong when it fails."""

from __future__ import annotations

import os
import re
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from obstore.exceptions import InvalidPathError
from obstore.store import LocalStore, MemoryStore, from_url

from masthead.disc import Disc
from masthead.problem import ExitCode, MastheadError, Place, Problem

if TYPE_CHECKING:
    from obstore.store import ClientConfig, ObjectStore, RetryConfig

REMOTE = {
    "s3": "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    "gs": "GOOGLE_APPLICATION_CREDENTIALS",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
}
"""Schemes of stores that are reached over the network, and where in the environment their credentials are."""

CLIENT: ClientConfig = {
    "connect_timeout": timedelta(seconds=3),
    "read_timeout": timedelta(seconds=10),
    "timeout": timedelta(minutes=5),
}
RETRY: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=5)}
"""A store that cannot be reached is told of within some seconds, a slow one may take its time."""
ENDPOINTS = ("AWS_ENDPOINT", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3", "AZURE_ENDPOINT", "AZURE_STORAGE_ENDPOINT")
"""Where a user says at which host the store is. Only one that begins with http:// is spoken to without encryption."""

NO_BUCKET = re.compile("NoSuchBucket|ContainerNotFound|bucket does not exist")
"""How stores say that there is nothing at all at their address, where they say else that a file is missing."""
_ADDRESS = re.compile(r"(?:s3|gs|az|memory)://[\w.-]+(?:/[^?#]*)?|file://(?P<folder>/[^?#]*)")
_NO_CREDENTIALS = re.compile(r"169\.254\.169\.254|Missing(AccessKeyId|SecretAccessKey|Account)|metadata\.google")
_QUERY = re.compile(r"\?\S+")
_STATUS = re.compile(r"status code: (?P<status>(?P<number>\d+)[ \w]*)(.*?<Code>(?P<code>\w+)</Code>)?", re.DOTALL)


def folder_of(address: str) -> Disc | None:
    """Return the folder that *address* names; None where it is that of another store.

    Raises:
        MastheadError: it is no address of a store.
    """
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise _no_address(address)
    return Disc(Path(unquote(found["folder"]))) if found["folder"] else None


def _no_address(address: str) -> MastheadError:
    """Return the error that *address* is none, without what may be a key in it."""
    what = "this is no address of a workspace"
    todo = "write s3://BUCKET/FOLDER, gs://BUCKET/FOLDER, az://CONTAINER/FOLDER or file:///FOLDER"
    scheme, _, rest = address.partition("://")
    if "@" in rest.partition("/")[0]:
        what, rest = "an address holds no name and no password", ""
        todo = f"give them in the environment{_in(scheme)}"
    shown = f"{scheme}://{re.split('[?#]', rest)[0]}"
    return MastheadError([Problem(Place(shown), what, todo, exit_code=ExitCode.USAGE)])


def opened(address: str, folder: Disc | None) -> ObjectStore:
    """Return the store at *address*, or the one in *folder*. Nothing is sent over the network.

    Raises:
        BaseError, OSError, ValueError: as the library does where the environment does not say how to reach it.
    """
    if folder:
        return LocalStore(folder.root)
    if address.startswith("memory:"):
        return _memory(address)
    _check_endpoints()
    plain = any(os.environ.get(name, "").startswith("http://") for name in ENDPOINTS)
    return from_url(address, client_options={**CLIENT, "allow_http": plain}, retry_config=RETRY)


def _check_endpoints() -> None:
    """Look whether the environment names hosts as addresses: the library breaks off where it does not.

    Raises:
        MastheadError: it does not.
    """
    for name in ENDPOINTS:
        value = os.environ.get(name)
        if value is not None and not re.fullmatch(r"https?://[^\s/?#]+[^\s]*", value):
            todo = "write it as https://HOST or https://HOST:PORT, or take it out of the environment"
            raise MastheadError([Problem(Place(name), "this is no address of a host", todo, exit_code=ExitCode.USAGE)])


@cache
def _memory(address: str) -> MemoryStore:  # noqa: ARG001 (one for each address)
    return MemoryStore()


def _in(scheme: str) -> str:
    return f": {REMOTE[scheme]}" if scheme in REMOTE else ""


def reason(error: Exception, address: str) -> tuple[str, str]:
    """Return what is wrong with the store at *address* and what to do.

    What the library says is not repeated as it is: it holds whole addresses, and some carry a key.
    """
    text, scheme = str(error), address.partition("://")[0]
    status = _STATUS.search(text)
    if isinstance(error, InvalidPathError):
        return f"a file in the store has a name that cannot be used: {_said(text)}", "rename it or delete it"
    if NO_BUCKET.search(text):
        return "there is no such bucket", "make it, or mend the address"
    if _NO_CREDENTIALS.search(text):
        return "no credentials were found", f"give them in the environment{_in(scheme)}"
    if status and status["number"] in ("401", "403"):
        return "the store refuses access", "give credentials that may list, read and write there"
    if status:
        return f"the store answers {status['code'] or status['status'].strip()}", "try again later"
    said = getattr(error, "strerror", None) or _said(text)
    what, todo = f"the store cannot be used: {said}", "mend the store or its address, then try again"
    if "HTTP error" in text:
        where = " or the address of the store in AWS_ENDPOINT" if scheme == "s3" else ""
        what, todo = "the store does not answer", f"mend the network{where}, then try again"
    return what, todo


def _said(text: str) -> str:
    first = text.partition("\n")[0].removeprefix("Generic ").removeprefix("Encountered object with invalid path: ")
    return _QUERY.sub("", first)[:200]
