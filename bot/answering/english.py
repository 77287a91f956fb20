"""English questions over Vietnamese reports: recognised, then put into official Vietnamese by glossary.

The glossary is corpus/language/data/english.csv. A word that is not in it stays as it is, so that it counts as
unexplained unless it is a name.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from bot.answering.fillers import PACKAGE
from corpus.language.normalise import fold
from corpus.language.phrase_table import PhraseTable
from corpus.language.places import find_provinces
from corpus.language.rows import rows
from corpus.language.syllables import may_be_syllable
from corpus.language.tokens import Token, tokenise

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORTEST_WORD = 4
# British and American spellings of one word.
_SPELLINGS = (("centre", "center"), ("our", "or"), ("is", "iz"), ("programme", "program"), ("ll", "l"), ("ae", "e"))
_ORDINALS = ["first", "second", "third", "fourth"]
_COUNTS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_LEVELS = {"district": "huyện", "commune": "xã", "ward": "phường", "city": "thành phố", "town": "thị xã"}
_WITHIN = {"in", "of", "across", "for", "from"}  # "communes in Bac Giang" name no commune
_NAMED = re.compile(rf"(?P<name>(?:[A-Z][a-z]+\s){{1,3}})(?P<level>{'|'.join(_LEVELS)})\b")
_FIRST_MONTHS = re.compile(
    rf"(?:the\s+)?first\s+(?P<n>{'|'.join(_COUNTS)}|\d{{1,2}})\s+months?(?:\s+of)?(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?<!\w)(?:the\s+)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(_MONTHS)})"
    rf"|(?P<month_first>{'|'.join(_MONTHS)})\s+(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?)(?!\w)(?:,?\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?P<month>{'|'.join(_MONTHS)})(?:,|\s+of)?\s+(?P<year>\d{{4}})", re.IGNORECASE)
_QUARTER = re.compile(
    rf"(?:the\s+)?(?P<n>{'|'.join(_ORDINALS)})\s+quarter(?:\s+of)?(?:\s+(?P<year>\d{{4}}))?|Q(?P<q>[1-4])[\s/]*(?P<qyear>\d{{4}})",
    re.IGNORECASE,
)
_AND = re.compile(r"^\s*(?:and|what about|how about)\s+", re.IGNORECASE)
# "workers who went abroad": it asks for nobody.
_RELATIVE = re.compile(r"(?<=[a-z])(?<!\band)(?<!\bby)(?<!\bto) who (?!signed|wrote|is\b|was\b|issued|heads|leads)")
_WHETHER = re.compile(
    r"^\s*(?:did|does|do|has|have|was|were|is|are)\s+(?P<what>(?:(?!\bor\b|\bmore\b|\bfewer\b|\bhigher\b).)+?)\s*\?*\s*$",
    re.IGNORECASE,
)
_MORE_THAN = re.compile(r"(?<!\w)how (?:many|much) (?:more|fewer|less)(?!\w)(?=.*\bthan\b)", re.IGNORECASE)
_BY_HOW_MUCH = re.compile(r"(?<!\w)(?:by )?how (?:much|many) (?:did|has|have|was|were|does|do)?", re.IGNORECASE)
_FALLS = re.compile(r"fall|drop|decreas|declin|reduc|down|fell", re.IGNORECASE)
_MOVED = re.compile(
    r"(?<!\w)(?:how much|by how many)(?: \w+){0,2}? (?:did|has|have|was|were|does|do)\b.*?\b"
    r"(?P<move>rise|risen|increased?|grow|grown|go up|gone up|fall|fallen|"
    r"drop|dropped|decreased?|declined?|reduced|go down)(?!\w)",
    re.IGNORECASE,
)
_HOW_MUCH_PAID = re.compile(
    r"(?<!\w)how much (?P<rest>(?:did|does|do|has|have|was|were|is|are)\b.*\b"
    r"(?:contribute|contributed|spend|spent|invest|invested|pay|paid|earn|earned|collect|collected|lend|lent|borrow|"
    r"borrowed|raise|raised|mobilise|mobilised|mobilize|mobilized|cost|disburse|disbursed|allocate|allocated)\b.*)",
    re.IGNORECASE,
)
_YEAR_ON_YEAR = re.compile(r"\s+(?:year[- ]on[- ]year|year[- ]over[- ]year|yoy|y/y)(?!\w)", re.IGNORECASE)
_DATES = re.compile(
    r"(?<!\w)(?:from|between)\s+(?P<first>\d{1,2}/\d{1,2}(?:/\d{4})?)\s+(?:to|until|and)\s+"
    r"(?P<last>\d{1,2}/\d{1,2}(?:/\d{4})?)",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_FROM_TO = re.compile(
    r"(?<!\w)(?:from|between)\s+(?P<first>\d{4})\s+(?:to|until|and)\s+(?P<last>\d{4})", re.IGNORECASE
)
_STOP = re.compile(r"[,;:()?]")
_SCHOOL_YEAR = re.compile(r"(?P<years>\d{4}\s?[-–]\s?\d{4})\s+(?:school|academic)\s+year", re.IGNORECASE)
_PERIOD = re.compile(
    r"(?<!\w)(?:period|stage)\s+(?P<years>\d{4}\s?[-–]\s?\d{4})|(?P<before>\d{4}\s?[-–]\s?\d{4})\s+period",
    re.IGNORECASE,
)


@cache
def _signs() -> frozenset[str]:
    """Function words that tell an English question."""
    return frozenset(row["word"] for row in rows("english_signs", PACKAGE))


def is_english(text: str) -> bool:
    """Whether a question is English: by its function words, or by words that can be no Vietnamese syllable."""
    if not text.isascii():
        text = re.sub(r"[^\x00-\x7f]+", " ", text)
    words = [token.folded for token in tokenise(text) if token.folded.isalpha()]
    signs = sum(1 for word in words if word in _signs())
    foreign = sum(1 for word in words if _is_foreign(word))
    return bool(words) and (signs >= 3 or (signs + foreign) * 3 >= len(words))


def _is_foreign(word: str) -> bool:
    """Whether a word can only be English: no syllable, no abbreviation ("ocop"), and known to the glossary."""
    short = len(word) < _SHORTEST_WORD or word in _abbreviations()
    return not short and not may_be_syllable(word) and _base(word) in _first_words()


@cache
def _abbreviations() -> frozenset[str]:
    """The abbreviations of reports and messages, in small letters without marks."""
    return frozenset(fold(row["short"]) for table in ("abbreviations", "teencode") for row in rows(table))


def translate(text: str) -> str:
    """The question in Vietnamese words, names and numbers kept in place."""
    text = _in_vietnamese_order(text)
    tokens = tokenise(text)
    bases = _in_form(tokens, _base)
    places = find_provinces(text)
    parts, i, article = list[str](), 0, -1
    while i < len(tokens):
        if i and _STOP.search(text, tokens[i - 1].end, tokens[i].start):
            parts.append(",")
        place = next((p for p in places if p.span.start == tokens[i].start), None)
        if place is not None:
            apart = i > 0 and tokens[i - 1].folded in _WITHIN and bool(parts) and parts[-1] in _LEVELS.values()
            parts.append(f"ở {place.name}" if apart else place.name)
            while i < len(tokens) and tokens[i].end <= place.span.end:
                i += 1
            continue
        if i and _STOP.search(text, tokens[i - 1].end, tokens[i].start):
            parts.append(",")
        if i and tokens[i].text.isdigit() and tokens[i - 1].text.isdigit():
            parts[-1] += text[tokens[i - 1].end : tokens[i].start].strip() + tokens[i].text
            i += 1
            continue
        match = _glossary().match(bases[i : i + 6], 0, strict=False)
        if match is not None and not match.value and _in_name(tokens, i):  # the "An" of Hai An
            match = None
        if match is None:
            parts.append(tokens[i].text)
        else:
            _put(parts, match.value, article)
            article = len(parts) if tokens[i].folded == "the" else article
        i += 1 if match is None else match.end
    return " ".join(part for part in parts if part)


def _in_name(tokens: list[Token], i: int) -> bool:
    """Whether a capitalised word goes on from another one, or opens a name inside the question ("An Hoa Trung")."""
    beside = tokens[max(0, i - 1) : i] + tokens[i + 1 : i + 2]
    return i > 1 and tokens[i].text.istitle() and any(token.text.istitle() for token in beside)


def _put(parts: list[str], wording: str, article: int) -> None:
    """Add a wording: before the name between the article and it ("the Moc Bai border gate": cửa khẩu Moc Bai), and
    not twice ("new businesses set up": doanh nghiệp thành lập mới)."""
    if not wording or (parts and f" {parts[-1]}".endswith(f" {wording}")):
        return
    named = 0 <= article < len(parts) and all(part.isascii() and part.istitle() for part in parts[article:])
    parts.insert(article if named else len(parts), wording)


def _in_vietnamese_order(text: str) -> str:
    """Dates and named places as Vietnamese has them: "first ten months of 2019", "Cho Moi district"."""
    text = _RELATIVE.sub(" ", _AND.sub("còn ", text))
    text = _WHETHER.sub(lambda m: f"có {m['what']} không?", text)
    text = _MORE_THAN.sub("nhiều hơn bao nhiêu", text)
    if move := _MOVED.search(text):
        falls = bool(_FALLS.search(move["move"]))
        text = f"{'giảm' if falls else 'tăng'} bao nhiêu {text[: move.start('move')]} {text[move.end('move') :]}"
        text = _BY_HOW_MUCH.sub("", text)
    text = _HOW_MUCH_PAID.sub(lambda m: f"bao nhiêu tiền {m['rest']}", text)
    text = _DAY.sub(_day, text)
    text = _YEAR_ON_YEAR.sub(" so với cùng kỳ năm trước, ", text)
    text = _DATES.sub(r"từ \g<first> đến \g<last>", text)
    text = _THOUSANDS.sub(lambda m: m.group().replace(",", "."), text)
    text = _FROM_TO.sub(r"từ \g<first> đến \g<last>", text)
    text = _NAMED.sub(lambda m: f"{_LEVELS[m['level']]} {m['name'].strip()}", text)
    text = _FIRST_MONTHS.sub(lambda m: f"{_number(m['n'], _COUNTS)} tháng đầu năm {m['year'] or ''}", text)
    text = _SCHOOL_YEAR.sub(lambda m: f"năm học {m['years']}", text)
    text = _PERIOD.sub(lambda m: f"giai đoạn {m['years'] or m['before']}", text)
    text = _QUARTER.sub(
        lambda m: f"quý {m['q'] or _number(m['n'], _ORDINALS)} năm {m['qyear'] or m['year'] or ''}", text
    )
    return _MONTH.sub(lambda m: f"tháng {_number(m['month'], _MONTHS)} năm {m['year']}", text)


def _day(match: re.Match[str]) -> str:
    """ "30 September 2020", "September 30, 2020" → 30/9/2020."""
    month = _number(match["month"] or match["month_first"], _MONTHS)
    year = f"/{match['year']}" if match["year"] else ""
    return f"{match['day'] or match['day_last']}/{month}{year}"


def _number(word: str, names: list[str]) -> int:
    return int(word) if word.isdigit() else names.index(word.lower()) + 1


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in rows("english_forms", PACKAGE)}


@cache
def _first_words() -> frozenset[str]:
    """The stems of the glossary's English words."""
    return frozenset(_stem(token.folded) for row in rows("english") for token in tokenise(row["english"]))


@cache
def _glossary() -> PhraseTable[str]:
    pairs = []
    for row in rows("english"):
        tokens = " ".join(token.folded for token in _in_form(tokenise(row["english"]), _stem))
        pairs.append((tokens, row["vietnamese"]))
    return PhraseTable.of(pairs)


def _in_form(tokens: list[Token], form: Callable[[str], str]) -> list[Token]:
    """The tokens with another form of each word to be looked up by."""
    formed = (form(t.folded) for t in tokens)
    return [Token(t.text, t.start, t.end, word, word) for t, word in zip(tokens, formed, strict=True)]


@lru_cache(maxsize=4096)
def _base(word: str) -> str:
    """The form of a word that the glossary has: itself, without its ending, spelt the other way; else its stem."""
    known = _first_words()
    return next((form for form in _forms(word) if form in known), _stem(word))


def _forms(word: str) -> Iterator[str]:
    """What a word may be a form of, likeliest first: "mangoes" → mango, "shipped" → ship, "centres" → center."""
    bare = [_stem(word), _irregular().get(word, word)]
    for ending in ("es", "ed", "d", "ing", "ly"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            base = word[: -len(ending)]
            bare += [base, f"{base}e"]
            if base[-1] == base[-2]:
                bare.append(base[:-1])
            if ending == "ed" and base.endswith("i"):
                bare.append(f"{base[:-1]}y")
    yield from bare
    for form in bare:
        for british, american in _SPELLINGS:
            yield from (form.replace(british, american), form.replace(american, british))


def _stem(word: str) -> str:
    """A plural noun's singular, by ending; both the glossary and the question go through it."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word
