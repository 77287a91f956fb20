"""Names of people with the post or role beside them. Roles, posts and forms of address are rows of data/roles.csv.

A name is introduced by a role ("Tác giả:"), a form of address ("đồng chí") or a post ("Giám đốc Sở Tài chính"), or
has its post behind it. Without a form of address it must begin with a family name (data/surnames.csv).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.language.localities import is_level, is_street
from corpus.language.name_cues import NAME_SYLLABLE, NAME_UPPER, body_pattern, cues, surnames, words_before
from corpus.language.places import find_places
from corpus.language.posts import phrases, post_end, posts
from corpus.language.provinces import province_at
from corpus.language.tries import lower, trie_pattern
from corpus.records import Span

_NAME = rf"(?:{NAME_SYLLABLE}(?:[ \xa0]{NAME_SYLLABLE}){{1,5}}|[{NAME_UPPER}]+(?: [{NAME_UPPER}]+(?!\w)){{1,4}})"
_WORDS = re.compile(_NAME)
_SIGNED = re.compile(rf"^(?P<name>{_NAME})(?:\s*\((?P<post>[^()]{{2,80}})\))?$")
_BEFORE_NAME = re.compile(r"\s{0,3}(?:,|:|là|-|–)?\s{1,3}")
_BEHIND_NAME = re.compile(r"\s?[,(–-]\s?|\s")
_BRACKET = re.compile(r"\s?\((?P<post>[^()\n]{2,80})\)")
_JOINT = re.compile(r"(?:,| và)\s")
_NAMED_BEFORE = re.compile(rf"(?<!\w)({_NAME})\s?[,(–-]\s?$")
_DEPUTY = re.compile(r"^(?:(?:kt|tm|tl|tuq|t/m|k/t|q)\.?\s+)+", re.IGNORECASE)
_SEAL = re.compile(r"^\(?\s*(?:đã ký|ký tên|đã ký và đóng dấu|ký, đóng dấu)\b.{0,40}$", re.IGNORECASE)
_REACH = 60


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person where named: `role` ("tác giả", "người ký", a post) and the span of the name."""

    name: str
    role: str
    span: Span


def find_people(text: str, offset: int = 0) -> list[PersonMention]:
    """People introduced by a role, a post or a form of address, or with their post behind the name, in order."""
    lowered = lower(text)
    found: dict[int, PersonMention] = {}
    for person in (*_introduced(text, lowered), *_with_posts(text, lowered), *_addressed(text, lowered)):
        known = found.get(person.span.start)
        if known is None or (not known.role and person.role):
            found[person.span.start] = person
    ordered = sorted(found.values(), key=lambda person: person.span.start)
    return [PersonMention(person.name, person.role, person.span.shift(offset)) for person in ordered]


def _mention(text: str, name: Span, role: str) -> PersonMention:
    return PersonMention(name.of(text), " ".join(role.split()), name)


def _introduced(text: str, lowered: str) -> Iterator[PersonMention]:
    """People after a role of authorship: "Người tổng hợp: bà Trần Thị B"."""
    for match in _roles().finditer(lowered):
        name, _ = _name_after(text, lowered, match.end())
        if name is not None:
            yield _mention(text, name, "tác giả")


@cache
def _roles() -> re.Pattern[str]:
    return re.compile(trie_pattern(phrases("tác giả")))


@cache
def _addresses() -> re.Pattern[str]:
    return re.compile(trie_pattern(phrases("xưng hô")))


def _name_after(text: str, lowered: str, at: int) -> tuple[Span | None, bool]:
    """The name after a role or post, and whether a form of address stands before it."""
    gap = _BEFORE_NAME.match(lowered, at)
    if gap is None:
        return None, False
    address = _addresses().match(lowered, gap.end())
    start = address.end() + 1 if address else gap.end()
    return _name_at(text, lowered, start), address is not None


def _name_at(text: str, lowered: str, at: int) -> Span | None:
    """The name that begins at `at`, without the post or body that may follow in capitals."""
    match = _WORDS.match(text, at)
    if match is None or _is_place(lowered, match):
        return None
    for i, word in enumerate(re.finditer(r"\S+", match.group())):
        start = at + word.start()
        if post_end(text, lowered, start) > start or body_pattern().match(lowered, start) or is_level(word.group()):
            end = start - 1
            return Span(at, end) if i > 1 else None
    return Span(at, match.end())


def _is_place(lowered: str, name: re.Match[str]) -> bool:
    """Whether a run of capitals is no more than a province's name, unless that is a person's too."""
    province = province_at(lowered, name.start())
    if province is None or province.end < name.end():
        return False
    return lowered[province.start : province.end] not in cues("person")


def _begins_with_surname(text: str, name: Span) -> bool:
    first = name.of(text).split()[0].lower()
    return first in surnames() or len(first) == 1 or "'" in first or "’" in first


def _with_posts(text: str, lowered: str) -> Iterator[PersonMention]:
    """People right behind a post, or before one without a form of address."""
    for post in posts(text, lowered):
        name, addressed = _name_after(text, lowered, post.end)
        close = lowered[post.end : post.end + 1] in {" ", ":"} and lowered[post.end + 1 : post.end + 2] not in "-–"
        if name is not None and (addressed or (close and _begins_with_surname(text, name))):
            yield _mention(text, name, post.of(text))
        before = _NAMED_BEFORE.search(text, max(0, post.start - _REACH), post.start)
        if before and _begins_with_surname(text, Span(*before.span(1))) and _is_free(text, before.start(1)):
            yield _mention(text, Span(*before.span(1)), post.of(text))


def _is_free(text: str, at: int) -> bool:
    """Whether a name at `at` is not that of a street or a place."""
    words = words_before(text, at)
    return not is_street(words) and not (words and is_level(words[-1]))


def _addressed(text: str, lowered: str) -> Iterator[PersonMention]:
    """People after a form of address; after "các ông" a list of them."""
    for match in _addresses().finditer(lowered):
        if province_at(lowered, match.start()) or not (
            text[match.start()].islower() or _is_free(text, match.start())
        ):
            continue
        several = words_before(text, match.start())[-1:] in (["các"], ["Các"])
        gap = re.compile(r"\s?:?\s").match(lowered, match.end())
        at = gap.end() if gap else match.end()
        while name := _name_at(text, lowered, at):
            yield _mention(text, name, _post_behind(text, lowered, name.end))
            joint = _JOINT.match(text, name.end) if several else None
            if joint is None or post_end(text, lowered, joint.end()) > joint.end():
                break
            at = joint.end()


def _post_behind(text: str, lowered: str, at: int) -> str:
    """The post after a name: after a comma or dash, or whatever stands in brackets."""
    gap = _BEHIND_NAME.match(text, at)
    if gap is None:
        return ""
    end = post_end(text, lowered, gap.end())
    if end > gap.end():
        return text[gap.end() : end]
    bracket = _BRACKET.match(text, at)
    return bracket["post"] if bracket and not bracket["post"][0].isdigit() else ""


def signature(line: str, offset: int, line_before: str) -> PersonMention | None:
    """A line that is a name alone: the signer where a post stands above it, else the author.

    `line_before` may hold several lines; "(đã ký)" between post and name is passed over.
    """
    match = _SIGNED.match(line)
    if match is None or _is_signing_post(line):
        return None
    above = [part.strip() for part in line_before.splitlines() if part.strip()]
    sealed = bool(above) and bool(_SEAL.match(above[-1]))
    posts_above = [part for part in above if not _SEAL.match(part)]
    title = posts_above[-1] if posts_above else ""
    signer = sealed or _is_signing_post(title)
    if not signer and not _may_be_author(match["name"]):
        return None
    post = match["post"] or (title.capitalize() if signer and _is_signing_post(title) else "")
    name = "người ký" if signer else "tác giả"
    span = Span(match.start("name") + offset, match.end("name") + offset)
    return PersonMention(match["name"], f"{name}, {post}" if post else name, span)


def _is_signing_post(line: str) -> bool:
    bare = " ".join(_DEPUTY.sub("", line).lower().split())
    written = " ".join(line.lower().split())
    return written in phrases("người ký") or bare in phrases("người ký") or bare in phrases("chức vụ")


def _may_be_author(name: str) -> bool:
    """Whether a name alone on its line is a person's: not a place, not a line in capitals."""
    return not name.isupper() and _begins_with_surname(name, Span(0, len(name))) and not find_places(name)
