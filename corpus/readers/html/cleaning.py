"""A page without what is not seen or is not its subject: scripts, hidden text, menus, related articles."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

_UNSEEN_TAGS = """
script style noscript template iframe frame object embed applet svg canvas audio video map button input select
option textarea datalist progress meter dialog math head link meta
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_AROUND = frozenset(["nav", "aside", "footer", "header"])
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "menu", "menubar", "alert"]
)
_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.IGNORECASE
)
_HIDDEN_CLASSES = frozenset(
    ["hidden", "hide", "sr-only", "visually-hidden", "screen-reader-text", "invisible", "d-none"]
)
# Names that page makers give to what stands around an article, in English and Vietnamese.
_AROUND_NAME = re.compile(
    r"(?:main|top|site|page|post)?[-_]?(?:nav|menu|navbar|breadcrumbs?|sidebar|footer|share|sharing|socials?|comments?"
    r"|cmts?|rel|related|tags?|ads?|advert(?:isement)?s?|counter|visitors?|pagination|banner|cookie|popup|modal|toolbar)"
    r"(?:[-_]?(?:box|list|bar|wrap|wrapper|area|block|section|links?|news|posts?|articles?|container|top|bottom"
    r"|left|right|item|menu|tools?))?"
    r"|.*(?:lien[-_]?quan|binh[-_]?luan|tin[-_]?khac|chia[-_]?se|truy[-_]?cap|cung[-_]?chuyen[-_]?muc|quang[-_]?cao).*",
    re.IGNORECASE,
)
_AT_RULE = re.compile(r"@[^{;@]*(?:;|\{(?:[^{}]*\{[^{}]*\})*[^{}]*\})")
_SELECTOR = re.compile(r"(?:[a-z0-9]*)([.#])([\w-]+)", re.IGNORECASE)
_MOST_OF_PAGE = 0.5


def clean_page(root: HtmlElement) -> None:
    """Take out, in place, what nobody sees, then what stands around the main text if it is no half of the page."""
    hidden = set(_hidden_by_sheets(root))
    for element in list(root.iter()):
        if element.getparent() is not None and _is_unseen(element, hidden):
            element.drop_tree()
    whole = _length(root)
    for element in list(root.iter()):
        if element.getparent() is not None and _is_around(element) and _length(element) < whole * _MOST_OF_PAGE:
            element.drop_tree()


def _hidden_by_sheets(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """The classes (".", name) and ids ("#", name) that the page's own style sheets never display."""
    for sheet in root.iter("style"):
        plain = _AT_RULE.sub("", (sheet.text or "")[:200_000])
        for rule in plain.split("}"):
            selectors, _, declarations = rule.partition("{")
            if re.search(r"display\s*:\s*none", declarations, re.IGNORECASE):
                matches = (_SELECTOR.fullmatch(selector.strip()) for selector in selectors.split(","))
                yield from ((m[1], m[2]) for m in matches if m)


def _is_unseen(element: HtmlElement, hidden: set[tuple[str, str]]) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN:
        return True
    if "hidden" in element.attrib or element.get("aria-hidden", "").lower() == "true":
        return True
    if _HIDDEN_STYLE.search(element.get("style", "")):
        return True
    classes = element.get("class", "").split()
    if ("#", element.get("id", "")) in hidden or any((".", name) in hidden for name in classes):
        return True
    shown_elsewhere = any(re.fullmatch(r"d-\w+-(?:block|flex|inline)", name) for name in classes)
    return not shown_elsewhere and any(name in _HIDDEN_CLASSES for name in classes)


def _is_around(element: HtmlElement) -> bool:
    """Whether an element is a part of the page beside its main text, by its tag, role or name."""
    if element.tag in ("body", "html", "main", "article", "h1") or element.find(".//h1") is not None:
        return False
    if element.tag in _AROUND or element.get("role", "").lower() in _ROLES:
        return True
    names = (*element.get("class", "").split(), element.get("id", ""))
    return any(_AROUND_NAME.fullmatch(name) for name in names if name)


def _length(element: HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())
