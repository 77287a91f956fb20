"""Each update is handled once, though Telegram may deliver it twice."""

from collections import OrderedDict

_REMEMBERED = 10_000


class Once:
    """Remembers the last update ids that were taken up."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._remembered = remembered

    def first(self, update_id: int) -> bool:
        """Whether the update is new; it counts as seen from now on."""
        if update_id in self._seen:
            return False
        self._seen[update_id] = None
        if len(self._seen) > self._remembered:
            self._seen.popitem(last=False)
        return True
