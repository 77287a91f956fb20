"""Which letter sequences can be Vietnamese syllables, and where their tone mark goes.

Onsets, rhymes and tone placement: Đoàn Thiện Thuật, Ngữ âm tiếng Việt (1977); the mark stands in the older place,
as officials write it (hòa, thủy).
"""

import re
import unicodedata

from corpus.language.normalise import fold

_ONSET = r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])"
_NUCLEUS = (
    r"(?:uyê|uye|iêu|ieu|yêu|yeu|oai|oay|oeo|uây|uay|uôi|uoi|ươi|ươu|uou|uya|uyu|"
    r"ai|ao|au|ay|âu|ây|eo|êu|eu|ia|iê|ie|iu|yê|ye|oa|oă|oe|oi|ôi|ơi|oo|ua|uâ|uê|ue|ui|uô|uo|uơ|uy|ưa|ưi|ươ|ưu|uu|"
    r"a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)"
)
_CODA = r"(?:ch|ng|nh|[cmnpt])?"
_FOLDED = re.compile(rf"^{_ONSET}?{_NUCLEUS}{_CODA}$")
_PARTS = re.compile(r"^(?P<onset>gi(?=[aăâeêoôơuư])|qu|[^aăâeêioôơuưy]*)(?P<nucleus>[aăâeêioôơuưy]+)(?P<coda>\w*)$")
TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_SHAPED = "ăâêôơư"


def may_be_syllable(text: str) -> bool:
    """Whether `text`, whatever its marks, has the shape of a Vietnamese syllable."""
    return bool(_FOLDED.match(fold(text)))


def set_tone(syllable: str, tone: str) -> str:
    """An unmarked syllable (its vowels shaped: "nhiêu", "hoa") with a combining tone mark in its place.

    Returns the syllable unchanged where it has no vowel.
    """
    match = _PARTS.match(syllable)
    if match is None or not tone:
        return syllable
    nucleus = match["nucleus"]
    at = _carrier(nucleus, closed=bool(match["coda"]))
    marked = nucleus[: at + 1] + tone + nucleus[at + 1 :]
    return unicodedata.normalize("NFC", match["onset"] + marked + match["coda"])


def _carrier(nucleus: str, *, closed: bool) -> int:
    """The position of the vowel that carries the mark."""
    shaped = [i for i, vowel in enumerate(nucleus) if vowel in _SHAPED]
    if shaped:
        return shaped[-1]
    if closed or len(nucleus) == 3:
        return len(nucleus) - 1 if closed else 1
    return 0
