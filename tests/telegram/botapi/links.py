"""Which links Telegram takes: in buttons and in `<a href>`."""

from __future__ import annotations

import re

_LINK = re.compile(r"^(?:(?P<scheme>[a-z][a-z0-9+.-]*)://|(?P<short>tg|ton|tonsite):)?(?P<rest>.*)$", re.I | re.S)
_WEB = {"http", "https", "tonsite"}
_INNER = {"tg", "ton"}
_HOST = re.compile(
    r"^(?:[^\s/?#@]*@)?(?P<host>\[[0-9a-fA-F:.]+\]|[^\s/?#:@\[\]]+)(?::\d{1,5})?(?P<path>[/?#].*)?$", re.S
)


class LinkError(ValueError):
    """Why a link is refused, in the words of the real server."""


def checked_link(url: str) -> str:
    """The link as Telegram stores it; a bare domain gets `http://` and a path.

    A host needs a dot: `http://localhost/` is refused, as Telegram does.
    """
    found = _LINK.match(url.strip())
    if found is None:
        raise LinkError("Wrong HTTP URL")
    scheme = (found["scheme"] or found["short"] or "http").lower()
    rest = found["rest"]
    if scheme in _INNER:
        if not re.match(r"^[A-Za-z0-9_.-]", rest.removeprefix("//")):
            raise LinkError("Wrong tg:// URL")
        return f"{scheme}://{rest.removeprefix('//')}"
    if scheme not in _WEB:
        raise LinkError("Unsupported URL protocol")
    return f"{scheme}://{_checked_rest(rest)}"


def _checked_rest(rest: str) -> str:
    if not rest or rest[0] in "/?#":
        raise LinkError("URL host is empty")
    found = _HOST.match(rest)
    if found is None or re.search(r"\s", rest):
        raise LinkError("Wrong HTTP URL")
    host = found["host"]
    if "." not in host and not host.startswith("["):
        raise LinkError("Wrong HTTP URL")
    path = found["path"]
    if path is None:
        return f"{rest}/"
    return rest if path.startswith("/") else rest.replace(path, "/" + path, 1)
