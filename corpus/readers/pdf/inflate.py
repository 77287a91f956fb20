"""A bound on what a PDF unpacks to: pdfminer inflates its streams without one (2 KB of double Flate make 1 GB)."""

import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

from corpus.limits import MIB, Limits

_PIECE = 64 * 1024
# A small file may unpack to this much whatever the ratio: page contents of repeated rows pack very well.
_ALWAYS = 16 * MIB
# What a code of LZW can make: a string of at most 4096 bytes of 9 bits or more.
_LZW_RATIO = 3640
_END_OF_RUNS = 128


class TooMuchUnpacked(Exception):
    """The streams of a file unpack to more than its budget; `limit` is the name of the limit that was met."""

    def __init__(self, limit: str) -> None:
        super().__init__(limit)
        self.limit = limit


class UnpackBudget:
    """Bytes that the streams of one file may still unpack to; `torn` counts streams that were cut or damaged."""

    def __init__(self, size: int, limits: Limits) -> None:
        by_ratio = max(_ALWAYS, limits.max_ratio * size)
        self._left = min(limits.max_unpacked, by_ratio)
        self._limit = "max_unpacked" if limits.max_unpacked <= by_ratio else "max_ratio"
        self.torn = 0
        self.exceeded = ""

    def inflate(self, data: bytes) -> bytes:
        """What a Flate stream holds, as far as it can be read. Raises TooMuchUnpacked."""
        machine, pieces, waiting = zlib.decompressobj(), [], data
        while not machine.eof:
            try:
                piece = machine.decompress(waiting, _PIECE)
            except zlib.error:
                break
            if not piece and not machine.unconsumed_tail:
                break
            self._spend(len(piece))
            pieces.append(piece)
            waiting = machine.unconsumed_tail
        self.torn += not machine.eof
        return b"".join(pieces)

    def run_lengths(self, data: bytes) -> bytes:
        """What a run-length stream holds (ISO 32000-1, 7.4.5); pdfminer's own takes quadratic time."""
        unpacked, at = bytearray(), 0
        while at + 1 < len(data) and data[at] != _END_OF_RUNS:
            length = data[at]
            literal = length < _END_OF_RUNS
            piece = data[at + 1 : at + 2 + length] if literal else data[at + 1 : at + 2] * (257 - length)
            at += 2 + length if literal else 2
            self._spend(len(piece))
            unpacked += piece
        return bytes(unpacked)

    def within(self, decode: Callable[[bytes], bytes], ratio: int) -> Callable[[bytes], bytes]:
        """A decoder that has no bound of its own, refused data that could grow beyond the budget."""

        def bounded(data: bytes) -> bytes:
            if len(data) * ratio > self._left:
                self._refuse()
            decoded = decode(data)
            self._spend(len(decoded))
            return decoded

        return bounded

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            self._refuse()

    def _refuse(self) -> None:
        self.exceeded = self._limit
        raise TooMuchUnpacked(self._limit)


@contextmanager
def bounded_unpacking(budget: UnpackBudget) -> Iterator[None]:
    """Within it pdfminer unpacks no more than the budget. Readers run one at a time in a process."""
    import pdfminer.pdftypes as types  # noqa: PLC0415  (slow to import, and only a PDF needs it)

    module: Any = types
    before = {name: getattr(module, name) for name in ("zlib", "lzwdecode", "rldecode")}
    module.zlib = SimpleNamespace(decompress=budget.inflate, decompressobj=zlib.decompressobj, error=zlib.error)
    module.lzwdecode = budget.within(before["lzwdecode"], _LZW_RATIO)
    module.rldecode = budget.run_lengths
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(module, name, value)
