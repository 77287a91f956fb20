"""Web and e-mail addresses in running text."""

import re

from corpus.records import Span

# Labels, parts and suffixes are bounded, and an address begins where its run of characters does, so that a line of
# "a-a-a-…" is read once. Suffixes: those under which Vietnamese bodies have sites, and the generic ones.
_LABEL = r"[a-z0-9-]{1,63}+"
_SUFFIX = r"(?:vn|com|org|net|edu|gov|info|asia|biz|app|io|me)"
_HINT = re.compile(rf"://|@|www\.|\.{_SUFFIX}(?!\w)", re.IGNORECASE)
_ADDRESS = re.compile(
    rf"https?://[^\s()<>\"“”]+"
    rf"|(?<![\w.%+@-])(?:[a-z0-9._%+-]{{1,64}}+@(?:{_LABEL}\.){{1,8}}[a-z]{{2,12}}(?![\w@])"
    rf"|(?:{_LABEL}\.){{1,8}}{_SUFFIX}(?!\w|-\w|\.\w|@)(?::\d+)?(?:/[^\s()<>\"“”]*)?)",
    re.IGNORECASE,
)


def find_addresses(text: str, offset: int = 0) -> list[Span]:
    """Every web and e-mail address in order, without the punctuation that ends its sentence."""
    if not _HINT.search(text):
        return []
    spans = []
    for match in _ADDRESS.finditer(text):
        address = match.group().rstrip(".,;:!?'’*_")
        spans.append(Span(match.start() + offset, match.start() + len(address) + offset))
    return spans
