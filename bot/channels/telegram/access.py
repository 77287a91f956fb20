"""Who may ask. Closed by default: an empty list means nobody. Checked again at each message and each button."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Access:
    """`allowed`: Telegram user ids, or "everyone"."""

    allowed: frozenset[int] | Literal["everyone"]

    def admits(self, user_id: int | None) -> bool:
        """Whether this user may ask; a message without a sender never may, unless everyone does."""
        return self.allowed == "everyone" or (user_id is not None and user_id in self.allowed)


def refusal(user_id: int | None) -> str:
    """What a person who may not ask is told: how to be let in."""
    return (
        "Bạn chưa được cấp quyền hỏi. Hãy gửi số này cho người quản trị để được cấp quyền: "
        f"{user_id if user_id is not None else 'không xác định'}"
    )
