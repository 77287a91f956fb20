"""Whole-process tests: `hoibaocao serve` against the strict fake Bot API, and a person who writes to it."""

import re
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes import SAMPLE, run, served_log, serving
from tests.telegram.botapi import Entity, FakeBotApi, Fault, SentMessage, User

ASKED = "Có bao nhiêu sản phẩm OCOP là của hợp tác xã?"


@contextmanager
def running(api: FakeBotApi, data_dir: Path, allowed: str = "everyone", **extra: str) -> Iterator[User]:
    """The bot polling `api`, and a user who may write to it."""
    settings = {
        "HOIBAOCAO_TELEGRAM_TOKEN": api.token,
        "HOIBAOCAO_TELEGRAM_BASE_URL": api.base_url,
        "HOIBAOCAO_TELEGRAM_BASE_FILE_URL": api.base_file_url,
        "HOIBAOCAO_TELEGRAM_ALLOWED": allowed,
        "HOIBAOCAO_TELEGRAM_POLL_SECONDS": "2",
        "HOIBAOCAO_LOG_FORMAT": "json",
        **extra,
    }
    with serving(data_dir, settings):
        api.wait_until_polled(timeout=30)
        yield api.user(id=1001, first_name="Lan")


def ask(user: User, text: str) -> SentMessage:
    """Send a question and wait for the bot's next message."""
    user.send(text)
    return user.wait_for_message(timeout=30)


@pytest.fixture(scope="module")
def served(indexed_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FakeBotApi, User]]:
    """One running bot for the tests that change nothing."""
    data_dir = shutil.copytree(indexed_sample, tmp_path_factory.mktemp("served") / "data")
    with FakeBotApi() as api, running(api, data_dir) as user:
        yield api, user


@pytest.mark.parametrize(
    "question", [ASKED, "co bao nhieu san pham ocop cua htx", "how many OCOP products are from cooperatives"]
)
def test_answers_with_figure_and_passage_however_it_is_asked(
    served: tuple[FakeBotApi, User], question: str
) -> None:
    api, user = served
    message = ask(user, question)
    assert "30 trên 37 sản phẩm OCOP" in message.text
    assert "30/37 sản phẩm OCOP" in message.text
    assert SAMPLE.name in message.text
    user.press(message, "📄 Nguồn")
    source = user.wait_for_message(timeout=30)
    assert "30/37 sản phẩm OCOP" in source.text
    marked = [_covered(source.text, e) for e in source.entities if e.type == "underline"]
    assert marked == ["30/37 sản phẩm"]
    assert user.wait_for_callback_answer() is not None
    assert any(call.params.get("action") == "typing" for call in api.calls("sendChatAction"))


def test_says_no_where_the_report_does_not_say(served: tuple[FakeBotApi, User]) -> None:
    _, user = served
    message = ask(user, "Tỉnh Cao Bằng có bao nhiêu bác sĩ?")
    assert message.text.startswith("Không có trong báo cáo")


def test_follow_up_goes_on_from_the_question_before(served: tuple[FakeBotApi, User]) -> None:
    _, user = served
    assert "181" in ask(user, "Toàn tỉnh hiện có bao nhiêu hợp tác xã?").text
    assert "44" in ask(user, "trong đó phi nông nghiệp?").text


@pytest.mark.parametrize(
    ("command", "expected"), [("/start", "Chào bạn"), ("/help", "Cách hỏi"), ("/khongco", "Cách hỏi")]
)
def test_commands_say_what_can_be_done(served: tuple[FakeBotApi, User], command: str, expected: str) -> None:
    _, user = served
    assert expected in ask(user, command).text


@pytest.mark.parametrize(
    "hostile",
    [
        "<b>&amp;</i> có bao nhiêu HTX",
        "' OR 1=1 --",
        "%s%n{0}",
        "\u202eđảo ngược",
        "👍🏽" * 40,
        "a" * 4096,
        "1" * 300,
    ],
)
def test_hostile_text_gets_an_answer_and_harms_nothing(served: tuple[FakeBotApi, User], hostile: str) -> None:
    api, user = served
    assert ask(user, hostile).text
    assert not [call for call in api.calls("sendMessage") if call.error is not None]


def test_a_picture_is_answered_with_what_to_do(served: tuple[FakeBotApi, User]) -> None:
    _, user = served
    user.send_file(b"%PDF-1.4", "bao-cao.pdf", "application/pdf")
    assert "dạng chữ" in user.wait_for_message(timeout=30).text


def test_nobody_may_ask_by_default_and_the_stranger_learns_how(indexed_sample: Path) -> None:
    with FakeBotApi() as api, running(api, indexed_sample, allowed="") as user:
        message = ask(user, ASKED)
        assert "1001" in message.text
        assert "chưa được cấp quyền" in message.text
        assert "30" not in message.text.replace("1001", "")


def test_roles_are_checked_again_at_a_button(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data, allowed="1001") as user:
        group = api.group(-1006, "Phòng Thống kê")
        stranger = api.user(id=2002, first_name="Người lạ")
        user.send(f"@{api.bot.username} {ASKED}", chat=group)
        message = user.wait_for_message(timeout=30, chat=group)
        pressed = stranger.press(message, "📄 Nguồn")
        assert "chưa được cấp quyền" in str(stranger.wait_for_callback_answer(pressed).text)
        assert len(api.calls("sendMessage")) == 1


def test_an_update_delivered_twice_is_answered_once(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        api.faults.push(Fault.duplicate_update())
        ask(user, ASKED)
        ask(user, "Có bao nhiêu doanh nghiệp giải thể?")
        assert len(api.calls("sendMessage")) == 2
        assert _logged(sample_data) == 2


def test_flood_and_gateway_errors_delay_an_answer_and_lose_none(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        api.faults.push(
            Fault.too_many_requests(retry_after=1, method="sendMessage"), Fault.bad_gateway(method="sendMessage")
        )
        assert "30 trên 37" in ask(user, ASKED).text
        assert "9" in ask(user, "Có bao nhiêu doanh nghiệp giải thể?").text


def test_a_telegram_outage_is_survived(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        with api.outage():
            time.sleep(1)
        assert "30 trên 37" in ask(user, ASKED).text


def test_a_person_who_blocks_the_bot_disturbs_nobody(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        other = api.user(id=1002, first_name="Minh")
        other.send(ASKED)
        other.block()
        assert "30 trên 37" in ask(user, ASKED).text


def test_a_new_report_is_answered_from_without_a_restart(sample_data: Path, tmp_path: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        assert "Không có" in ask(user, "Tỉnh Yên Bái có bao nhiêu trạm quan trắc?").text
        report = tmp_path / "yen-bai.txt"
        report.write_text(
            "Báo cáo môi trường tỉnh Yên Bái năm 2021\n\nToàn tỉnh có 17 trạm quan trắc.\n", encoding="utf-8"
        )
        assert run(sample_data, "index", "add", str(report)).returncode == 0
        assert "17 trạm quan trắc" in ask(user, "Tỉnh Yên Bái có bao nhiêu trạm quan trắc?").text


def test_an_empty_index_says_what_to_do_and_may_be_filled_while_serving(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    with FakeBotApi() as api, running(api, data_dir) as user:
        assert "index add" in ask(user, ASKED).text
        assert run(data_dir, "index", "add", str(SAMPLE)).returncode == 0
        assert "30 trên 37" in ask(user, ASKED).text


def test_neither_token_nor_question_nor_id_reaches_a_log(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data, HOIBAOCAO_LOG_LEVEL="DEBUG") as user:
        ask(user, "Có bao nhiêu doanh nghiệp giải thể?")
        api.faults.push(Fault.refused(400, "Bad Request: something else", method="sendMessage"))
        user.send("Có bao nhiêu hợp tác xã?")
        user.wait_for_message(timeout=30)
    log = served_log(sample_data)
    assert '"answered"' in log
    assert api.token not in log
    assert api.token.split(":")[1] not in log
    assert "giải thể" not in log
    assert "1001" not in log


def test_xoadulieu_erases_the_questions_of_one_person(sample_data: Path) -> None:
    with FakeBotApi() as api, running(api, sample_data) as user:
        other = api.user(id=1002, first_name="Minh")
        ask(user, ASKED)
        ask(other, ASKED)
        assert _logged(sample_data) == 2
        assert "Đã xóa 1 câu hỏi" in ask(user, "/xoadulieu").text
        assert _logged(sample_data) == 1


def test_in_a_group_only_what_names_the_bot_is_answered(sample_data: Path) -> None:
    with FakeBotApi(privacy_mode=False) as api, running(api, sample_data) as user:
        group = api.group(-1005, "Phòng Thống kê")
        user.send("Chiều nay họp nhé", chat=group)
        user.send(f"@{api.bot.username} {ASKED}", chat=group)
        message = user.wait_for_message(timeout=30, chat=group)
        assert "30 trên 37" in message.text
        assert len(api.calls("sendMessage")) == 1


def test_serve_without_a_token_says_where_to_put_it(sample_data: Path) -> None:
    done = run(sample_data, "serve")
    assert done.returncode == 1
    assert "HOIBAOCAO_TELEGRAM_TOKEN" in done.stderr
    assert done.stdout == ""


def test_serve_with_a_wrong_token_ends_with_one_clear_line(sample_data: Path) -> None:
    with FakeBotApi() as api:
        wrong = "999999:" + "x" * 35
        done = run(
            sample_data,
            "serve",
            extra={"HOIBAOCAO_TELEGRAM_TOKEN": wrong, "HOIBAOCAO_TELEGRAM_BASE_URL": api.base_url},
        )
    assert done.returncode == 1
    assert "không chấp nhận mã" in done.stderr
    assert wrong not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_token_may_come_from_a_file(sample_data: Path, tmp_path: Path) -> None:
    with FakeBotApi() as api:
        secret = tmp_path / "token"
        secret.write_text(api.token + "\n", encoding="utf-8")
        extra = {"HOIBAOCAO_TELEGRAM_TOKEN": "", "HOIBAOCAO_TELEGRAM_TOKEN_FILE": str(secret)}
        with running(api, sample_data, **extra) as user:
            assert "30 trên 37" in ask(user, ASKED).text


def test_commands_are_made_known_to_telegram(served: tuple[FakeBotApi, User]) -> None:
    api, _ = served
    (call,) = api.calls("setMyCommands")
    assert re.findall(r"xoadulieu|start|help", str(call.params)) == ["start", "help", "xoadulieu"]


def _covered(text: str, entity: Entity) -> str:
    """The text of an entity, whose offsets count UTF-16 units."""
    units = text.encode("utf-16-le")
    return units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")


def _logged(data_dir: Path) -> int:
    with sqlite3.connect(data_dir / "index.sqlite") as connection:
        (count,) = connection.execute("SELECT count(*) FROM question_log").fetchone()
    return int(count)
