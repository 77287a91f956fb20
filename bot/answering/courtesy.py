"""Greetings, thanks and talk about oneself taken out of a message: what is asked remains.

A message is cut at its stops and commas. A piece that speaks to or of a person (rows of data/courtesies.csv) and
asks nothing is courtesy; so is the beginning of a piece up to "cho em hỏi".
"""

import re
from collections.abc import Sequence
from functools import cache

from bot.answering.cues import asked_kind, find_cues
from bot.answering.fillers import PACKAGE
from corpus.language.normalise import fold
from corpus.language.phrases import any_of
from corpus.language.rows import rows
from corpus.language.tokens import tokenise
from corpus.records import Span

_PIECES = re.compile(r"[^.,;!?:\n]+(?:[.,](?=\d)[^.,;!?:\n]+)*[.,;!?:\n]*")
_MOST_PARTICLES = 6
_TITLED = re.compile(r"(?:19|20)\d{2}|\d")


def without_courtesy(text: str, protected: Sequence[Span] = ()) -> str:
    """The message without its courtesies; itself where nothing would remain. What is in a `protected` span (the
    name of a place) is no courtesy, whatever it reads like, unless the question itself names another ("mình sắp lên
    Điện Biên, cho hỏi huyện Tuần Giáo …")."""
    names = [span.of(text) for span in protected]
    opened = _opened(text, protected)
    text, protected = text[opened:], [span.shift(-opened) for span in protected]
    kept = []
    for match in _PIECES.finditer(text):
        piece = match.group()
        held = [s.start - match.start() for s in protected if match.start() <= s.start < match.end()]
        rest = _without_lead(piece)
        if not held or min(held) >= len(piece) - len(rest):
            piece = rest
        elsewhere = any(not match.start() <= s.start < match.end() for s in protected)
        if (held and not elsewhere) or not _is_courtesy(piece):
            kept.append(piece)
    return _without_tail("".join(kept).strip(" ,;:-–"), names) or text


def _opened(text: str, protected: Sequence[Span]) -> int:
    """How much of a message opens it ("ê bot", "check giúp mình"): 0 where nothing is asked behind it."""
    match = _opener().match(text)
    if match is None or any(span.start < match.end() for span in protected) or not _asks(text[match.end() :]):
        return 0
    return match.end()


def _without_tail(text: str, names: Sequence[str]) -> str:
    """A question without the particles and the people called at its end ("… mấy htx v ad?"). Words for people that
    follow no particle stay, as they may be what is counted ("bao nhiêu thầy cô"), and so do names ("Mường Nhé")."""
    for _ in range(_MOST_PARTICLES):
        match = _tail().search(text)
        kept = text[: match.start()] if match else ""
        if match is None or len(kept.split()) < 2 or any(text.rstrip(" ?!.").endswith(name) for name in names):
            break
        text = f"{kept}{match['stops']}"
    return text


def _without_lead(piece: str) -> str:
    """A piece without "Dạ em chào anh, cho em hỏi" at its head."""
    match = _lead(bare=piece.isascii()).match(piece.lower())
    return piece[match.end() :] if match and piece[match.end() :].strip(" .,;!?:") else piece


def _is_courtesy(piece: str) -> bool:
    if not any(c.isalnum() for c in piece):
        return True
    if _thanks(bare=piece.isascii()).search(piece.lower()):
        return not _asks(piece)
    spoken = _persons(bare=piece.isascii()).search(piece.lower())
    return bool(spoken) and not _asks(piece) and not _TITLED.search(piece)


def _asks(piece: str) -> bool:
    """Whether a piece holds a cue of a question."""
    roles = [cue.value.role for cue in find_cues(tokenise(piece), strict=not piece.isascii())]
    return asked_kind(roles) is not None or "plan" in roles


def _of_role(role: str, *, bare: bool) -> str:
    """The phrases of a role as they are typed: with their marks, or all without."""
    phrases = (row["phrase"] for row in rows("courtesies", PACKAGE) if row["role"] == role)
    return any_of(fold(phrase) if bare else phrase for phrase in phrases)


@cache
def _thanks(*, bare: bool) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_of_role('thanks', bare=bare)}(?!\w)")


@cache
def _persons(*, bare: bool) -> re.Pattern[str]:
    """Words for who speaks and who is spoken to; of those typed without marks only what can be nothing else."""
    role = "bare person" if bare else "person"
    phrases = (row["phrase"] for row in rows("courtesies", PACKAGE) if row["role"] == role)
    return re.compile(rf"(?<!\w){any_of(phrases)}(?!\w)")


@cache
def _opener() -> re.Pattern[str]:
    """What opens a message, with whom it calls."""
    called = f"(?:{_of_role('called', bare=False)}|{_of_role('person', bare=False)}|với)"
    opener = _of_role("opener", bare=False)
    return re.compile(rf"\W*(?:{opener}(?:\s+{called}){{0,2}}(?!\w)[\s,:]+){{1,3}}", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    """The end of a question: particles, each with whom it calls. "châu á", "như thế" are words."""
    tail, called = _of_role("tail", bare=False), _of_role("called", bare=False)
    return re.compile(
        rf"(?<=\S)(?<!châu)(?<!đông)(?<!nam)(?<!như)\s+{tail}(?:\s+{called}){{0,3}}\s*(?P<stops>[?!.]*)\s*$",
        re.IGNORECASE,
    )


@cache
def _lead(*, bare: bool) -> re.Pattern[str]:
    """Up to eight words with a person in them, then "hỏi", "biết", "xin"."""
    word = r"(?:\w+\W+)"
    return re.compile(
        rf"^\W*(?:{word}{{0,8}}?{_of_role('person', bare=bare)}\W+{word}{{0,4}}?|{word}{{0,2}})"
        rf"{_of_role('ask', bare=bare)}(?!\w)"
        rf"(?:\W+{_of_role('after', bare=bare)}(?!\w))*"
    )
