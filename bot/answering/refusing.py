"""What helps whoever gets a no: the words that no report has, and whom to ask."""

import re

from bot.answering.finding import Finder
from bot.answering.records import Query
from corpus.language.places import province_names
from corpus.language.tokens import tokenise
from index.records import StoredPassage

_MOST_WORDS = 3
_LEVEL = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường)\s+(?P<name>[^–-]+)$")
_ABBREVIATED = re.compile(r"(?<!\w)(?:ubnd|hđnd|bch|tw)(?!\w)")


def unknown_words(query: Query, finder: Finder) -> list[str]:
    """The content words of a question that are in no report, as they were typed, in order; numbers left out."""
    unknown = {
        t.folded for t in query.terms if t.share == 1.0 and t.folded.isalpha() and not finder.knows(t.folded)
    }
    typed = [token.text for token in tokenise(query.text) if token.folded in unknown]
    return list(dict.fromkeys(word.lower() for word in typed))[:_MOST_WORDS]


def body_of(passage: StoredPassage) -> str:
    """Who issued the report of a passage, capitals made small; "" if it does not say."""
    issuer = passage.issuer.split(" – ")[-1].strip()
    if not issuer.isupper():
        return issuer
    said = _ABBREVIATED.sub(lambda m: m.group().upper(), issuer.lower())
    place = _LEVEL.search(said)
    if place is not None:
        said = said[: place.start("name")] + place["name"].title()
    for name in province_names():
        said = said.replace(name.lower(), name)
    return said[:1].upper() + said[1:]
