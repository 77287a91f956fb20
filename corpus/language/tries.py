"""Patterns of many literal phrases that share their beginnings, so that one linear search finds any of them.

An alternation tries its branches one after another at every character; a trie looks at one first letter.
"""

from collections.abc import Iterable, Mapping
from typing import Any

_Node = dict[str, Any]
_END = ""
# At most a few characters between syllables: an unbounded gap would be scanned again from each start.
_GAPS = {" ": r"\s{1,3}", "-": r"\s{0,2}[-–—]\s{0,2}"}


def trie_pattern(phrases: Iterable[str]) -> str:
    """A regular expression of `phrases` as whole words, longest first; a space is any white space, "-" any dash.

    It ends where a word does, unless the phrase itself ends in a mark ("tp."). Compile it without IGNORECASE, which
    is slow, and search in `lower(text)`.
    """
    root: _Node = {}
    for phrase in phrases:
        node = root
        for character in phrase:
            node = node.setdefault(character, {})
        node[_END] = {} if phrase[-1].isalnum() else None
    # The look-behind comes after the first letter: before it, it would cost the engine its search by first letters.
    branches = [rf"{_literal(first)}(?<!\w.){_rest(node)}" for first, node in root.items()]
    return f"(?:{'|'.join(branches)})"


def _rest(node: Mapping[str, Any]) -> str:
    branches = [_literal(character) + _rest(child) for character, child in node.items() if character != _END]
    if _END in node:
        branches.append("" if node[_END] is None else r"(?!\w)")
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


def _literal(character: str) -> str:
    if character in _GAPS:
        return _GAPS[character]
    return character if character.isalnum() else "\\" + character


def lower(text: str) -> str:
    """Lower case with every character in its place (İ would become two)."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)
