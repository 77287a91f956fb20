"""Messages of the outer layers and of the answering core: one Vietnamese line that says what to do."""

import pytest

from bot.answering.errors import EmptyQuestion, QuestionError, QuestionTooLong, UncitedNumber
from bot.errors import AppError, ConfigError, NoToken, TokenRefused, Unreachable

SHOWN = [NoToken(), TokenRefused(), Unreachable("hết giờ"), EmptyQuestion(), QuestionTooLong(3000, 2000)]


@pytest.mark.parametrize("error", SHOWN, ids=lambda error: type(error).__name__)
def test_a_message_is_one_vietnamese_line_with_a_remedy(error: Exception) -> None:
    text = str(error)
    assert "\n" not in text
    assert "Hãy" in text or "hãy" in text
    assert text.endswith((".", "?"))


def test_every_error_is_tried() -> None:
    kinds = {*AppError.__subclasses__(), *QuestionError.__subclasses__()}
    assert kinds - {type(e) for e in SHOWN} == {ConfigError, UncitedNumber}


def test_a_message_names_what_it_is_about() -> None:
    assert "hết giờ" in str(Unreachable("hết giờ"))
    assert all(part in str(QuestionTooLong(3000, 2000)) for part in ("3000", "2000"))
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in str(NoToken())
