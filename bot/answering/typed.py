"""A question as people type it → Vietnamese with its marks: courtesies off, English translated, Telex undone, phone
spellings written out, slips mended, diacritics restored.
"""

import re
from dataclasses import dataclass

from bot.answering.courtesy import without_courtesy
from bot.answering.cues import find_cues
from bot.answering.english import is_english, translate
from bot.answering.fillers import filler_table, weak_table
from bot.answering.gazetteer import Gazetteer
from bot.answering.known import Known
from bot.answering.rewording import reworded
from bot.answering.rewriting import together, traded
from bot.answering.shorthand import written_out
from bot.answering.spelling import mend
from corpus.language.keystrokes import undo_keystrokes
from corpus.language.lexicon import lexicon_phrases
from corpus.language.normalise import has_diacritics
from corpus.language.tokens import tokenise
from corpus.language.tones import normal_tones
from corpus.records import Span

# "nhiêu" stands only behind "bao" and its like; alone it is "nhiều" without its mark.
_LONE = re.compile(r"(?<!bao )(?<!ngần )(?<!\w)nhiê(?P<u>u)(?= .*(?:nhất|hơn))")
# "o binh phuoc": no ô, no ổ
_AT = re.compile(r"((?:^|\s))o(?=\s+[a-z]{2,}\s+[a-z]{2,})")
_HOW_MANY = re.compile(r"(?<!\w)bao nhieu(?!\w)", re.IGNORECASE)
_MARKED, _WELL_MARKED = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Wording:
    """A question in Vietnamese with its marks. `strict`: it was typed with them; `guessed`: syllables restored."""

    text: str
    strict: bool
    guessed: frozenset[str] = frozenset()
    english: bool = False


def mended_question(original: str, known: Known, *, again: bool = False) -> Wording:
    """The question in Vietnamese, its slips mended and its diacritics restored; `again`, with every everyday
    wording put as reports put it."""
    original = normal_tones(original)
    text = without_courtesy(original, [p.span for p in known.gazetteer.find(original, strict=False)])
    english = is_english(text)
    text = translate(text) if english else undo_keystrokes(text)
    strict = _share_marked(text) >= _MARKED
    text = reworded(traded(written_out(text, known)), strict=strict, again=again)
    if not english:  # what is left of English is no slip
        text = mend(text, known, _not_content(text, strict, known.gazetteer))
    if english or _share_marked(text) >= _WELL_MARKED:
        text = _HOW_MANY.sub("bao nhiêu", text)
        return Wording(_together(text, known), strict, english=english)
    whole = _restored(text, known)
    typed = {token.exact for token in tokenise(text)}
    guessed = frozenset(t.exact for t in tokenise(whole) if t.exact not in typed)
    return Wording(_together(whole, known), strict, guessed)


def _together(text: str, known: Known) -> str:
    """The question with what belongs together side by side; "Cao Bằng" is no adjective."""
    return together(text, [place.span for place in known.gazetteer.find(text, strict=False)])


def _restored(text: str, known: Known) -> str:
    """The question with its likeliest marks; names of places stay as they are typed."""
    text = _AT.sub(r"\1ở", text)
    whole = _LONE.sub(lambda m: f"nhiề{m['u']}", known.restored(text))
    for place in known.gazetteer.find(text, strict=False):
        start, end = place.span.start, place.span.end
        whole = whole[:start] + text[start:end] + whole[end:]
    return whole


def _not_content(wording: str, strict: bool, gazetteer: Gazetteer) -> list[Span]:
    """Where a question has names of places, cues, fillers and phrases of the tables: no report need know these."""
    tokens = tokenise(wording)
    bounds = [(m.start, m.end) for m in find_cues(tokens, strict=strict)]
    bounds += [(m.start, m.end) for m in filler_table().find(tokens, strict=strict)]
    bounds += [(m.start, m.end) for m in weak_table().find(tokens, strict=strict)]
    bounds += lexicon_phrases(tokens, strict=strict)
    spans = [Span(tokens[start].start, tokens[end - 1].end) for start, end in bounds]
    return spans + [place.span for place in gazetteer.find(wording, strict=strict)]


def _share_marked(wording: str) -> float:
    """The share of syllables typed with diacritics: where it is high, one without marks means one without."""
    syllables = [t for t in tokenise(wording) if t.folded.isalpha()]
    return sum(1 for t in syllables if has_diacritics(t.text)) / max(1, len(syllables))
