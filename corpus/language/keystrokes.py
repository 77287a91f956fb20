"""Telex and VNI keystrokes left in a text ("bao nhieeu", "nghe62") put back into letters.

Only a token that cannot be a Vietnamese syllable is touched, and only if what its keys make can be one; so words,
names, abbreviations and English stay. Key tables: Unikey's Telex and VNI.
"""

import re
import unicodedata

from corpus.language.normalise import fold
from corpus.language.syllables import TONES, may_be_syllable, set_tone

_WORD = re.compile(r"[A-Za-zÀ-ỹ]+\d?\d?")
_TELEX_SHAPES = (
    ("uow", "ươ"),
    ("uwow", "ươ"),
    ("dd", "đ"),
    ("aa", "â"),
    ("ee", "ê"),
    ("oo", "ô"),
    ("aw", "ă"),
    ("ow", "ơ"),
    ("uw", "ư"),
)
_SHAPING = re.compile(r"aa|ee|oo|dd|[aou]w|\d$")
_VNI_SHAPES = {"a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư", "d9": "đ"}
_VNI_TONES = dict(zip("12345", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True))


def undo_keystrokes(text: str) -> str:
    """`text` with leftover keystrokes undone; idempotent.

    One token whose only key is a tone ("test") is no evidence of a keyboard left in the wrong mode.
    """
    undone = [(match, made) for match in _WORD.finditer(text) if (made := _undo(match.group())) != match.group()]
    if len(undone) == 1 and not _SHAPING.search(undone[0][0].group().lower()):
        return text
    for match, made in reversed(undone):
        text = text[: match.start()] + made + text[match.end() :]
    return text


def _undo(token: str) -> str:
    if may_be_syllable(token) or len(token) < 2 or token.isupper():
        return token
    made = _from_vni(token.lower()) if token[-1].isdigit() else _from_telex(token.lower())
    if made == token.lower() or not may_be_syllable(made) or fold(made) == fold(token):
        return token
    return made.capitalize() if token[0].isupper() else made


def _from_telex(token: str) -> str:
    shaped, tone = token, ""
    for key, mark in TONES.items():
        at = shaped.rfind(key)
        if at > 0 and re.search(r"[aeiouyâêôơăưw]", shaped[:at]):
            bare = shaped[:at] + shaped[at + 1 :]
            if may_be_syllable(_shape(bare)):
                shaped, tone = bare, mark
                break
    return set_tone(unicodedata.normalize("NFC", _shape(shaped)), tone)


def _shape(token: str) -> str:
    """Doubled letters and w as the letters they make; a key may come after the coda ("nhieue" → "nhiêu")."""
    for keys, letter in _TELEX_SHAPES:
        token = token.replace(keys, letter)
    late = re.match(r"^(.*[aou])([^aouw]{1,3})w$", token)  # the key typed after the coda: "hopw"
    if late:
        hooked = {"a": "ă", "o": "ơ", "u": "ư"}[late[1][-1]]
        return late[1][:-1] + hooked + late[2]
    return token.replace("w", "ư")


def _from_vni(token: str) -> str:
    tone = ""
    if token[-1] in _VNI_TONES:
        token, tone = token[:-1], _VNI_TONES[token[-1]]
    if token and token[-1].isdigit():
        letters, digit = token[:-1], token[-1]
        for i in range(len(letters) - 1, -1, -1):
            if letters[i] + digit in _VNI_SHAPES:
                token = letters[:i] + _VNI_SHAPES[letters[i] + digit] + letters[i + 1 :]
                break
    return set_tone(token, tone)
