"""What is documented is executed: the README's commands and output, the example configuration, the docs' paths."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from bot.config import Settings
from tests.processes import ROOT, SAMPLE, run

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_first_screen_has_the_two_commands_and_their_output(indexed_sample: Path) -> None:
    first = "\n".join(README.splitlines()[:24])
    assert "$ make ask" in first
    assert "$ make test" in first
    shown = first.split("$ make ask\n", 1)[1].split("$ make test", 1)[0]
    asked = re.search(r"^Q \?= (.+)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert asked is not None
    assert run(indexed_sample, "ask", asked[1]).stdout == shown


def test_each_command_of_the_readme_runs(sample_data: Path) -> None:
    """One after the other in one data directory, as a reader types them; `serve`: tests/telegram/test_serve.py."""
    folder = sample_data.parent
    (folder / "thu-muc-bao-cao").mkdir()
    for name in ("bao-cao-2019.txt", "thu-muc-bao-cao/bao-cao-2020.txt"):
        (folder / name).write_bytes(SAMPLE.read_bytes())
    commands = re.findall(r"^\$ hoibaocao ([^#\n]+)", README, re.MULTILINE)
    assert commands
    for command in commands:
        if command.strip() != "serve":
            done = run(sample_data, *shlex.split(command))
            assert done.returncode == 0, (command, done.stderr)


def test_the_readme_names_every_command() -> None:
    for name in ("index add", "ask", "search", "facts", "chat", "serve", "check"):
        assert f"hoibaocao {name}" in README


def test_the_example_configuration_names_every_setting_with_its_default() -> None:
    example = tomllib.loads((ROOT / "config.example.toml").read_text(encoding="utf-8"))
    defaults = Settings().model_dump(mode="json", exclude={"data_dir": True, "telegram": {"token", "token_file"}})
    example.pop("data_dir")
    assert example == defaults


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_paths_that_the_documents_name_exist(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:bot|corpus|index|tests|docs|benchmarks)/[\w./-]+)`", text):
        assert (ROOT / path).exists(), path
    for link in re.findall(r"\]\((?!http)([^)#]+)\)", text):
        assert (document.parent / link).exists(), link
