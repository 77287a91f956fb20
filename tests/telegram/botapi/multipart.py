"""Request bodies: urlencoded, JSON and multipart/form-data into parameters and files.

The Bot API takes every parameter as a string and structured ones as JSON in that string;
a JSON body is brought to the same shape, so that the methods see one form only.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from dataclasses import field as part
from urllib.parse import parse_qsl

from .errors import JsonObject, bad_request

_DISPOSITION_VALUE = re.compile(rb'(\w+\*?)="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True)
class UploadedFile:
    """One file part of a multipart request."""

    field: str
    name: str
    mime: str
    data: bytes = part(repr=False)


@dataclass(frozen=True)
class Body:
    """What a request carries, whatever its encoding was."""

    params: dict[str, str] = part(default_factory=dict)
    files: dict[str, UploadedFile] = part(default_factory=dict)


def parse_query(query: str) -> dict[str, str]:
    """The parameters of a URL's query string or of an urlencoded body."""
    return dict(parse_qsl(query, keep_blank_values=True))


def parse_body(content_type: str, raw: bytes) -> Body:
    """Decode a request body by its content type; an unknown type counts as no parameters."""
    kind, _, options = content_type.partition(";")
    match kind.strip().lower():
        case "application/x-www-form-urlencoded":
            return Body(parse_query(raw.decode("utf-8", "replace")))
        case "application/json":
            return Body(_from_json(raw))
        case "multipart/form-data":
            return parse_multipart(_boundary(options), raw)
        case _:
            return Body()


def _from_json(raw: bytes) -> dict[str, str]:
    try:
        value = json.loads(raw or b"{}")
    except ValueError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse request JSON object")
    document: JsonObject = value
    return {name: _as_text(item) for name, item in document.items() if item is not None}


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _boundary(options: str) -> bytes:
    found = re.search(r'boundary="?([^";,]+)"?', options)
    if found is None:
        raise bad_request("can't parse multipart/form-data: boundary not found")
    return found.group(1).encode()


def parse_multipart(boundary: bytes, raw: bytes) -> Body:
    """Split a multipart/form-data body (RFC 7578); a part with a file name is a file."""
    body = Body()
    marker = b"--" + boundary
    if not raw.startswith(marker):
        raise bad_request("can't parse multipart/form-data: boundary not found")
    position = len(marker)
    delimiter = b"\r\n" + marker
    while raw[position : position + 2] != b"--":
        end = raw.find(delimiter, position)
        if end < 0:
            raise bad_request("can't parse multipart/form-data: unexpected end of the body")
        head_end = raw.find(b"\r\n\r\n", position, end + 4)
        if head_end < 0:
            raise bad_request("can't parse multipart/form-data: part without headers")
        _add_part(body, raw[position + 2 : head_end], raw[head_end + 4 : end])
        position = end + len(delimiter)
    return body


def _add_part(body: Body, head: bytes, content: bytes) -> None:
    mime, values = "application/octet-stream", dict[str, str]()
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-disposition":
            values = {key.decode(): _unquote(text) for key, text in _DISPOSITION_VALUE.findall(value)}
        elif name.strip().lower() == b"content-type":
            mime = value.strip().decode("latin-1")
    field_name = values.get("name", "")
    if "filename" in values:
        body.files[field_name] = UploadedFile(field_name, values["filename"], mime, content)
    else:
        body.params[field_name] = content.decode("utf-8", "replace")


def _unquote(text: bytes) -> str:
    """HTML5 percent-escapes only the quote and line ends in a field or file name."""
    plain = text.replace(b'\\"', b'"').replace(b"%22", b'"').replace(b"%0D", b"\r").replace(b"%0A", b"\n")
    return plain.decode("utf-8", "replace")
