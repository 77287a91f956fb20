"""The command `hoibaocao`. Commands import what they need when they run, so that --help is instant."""

import gc
import os


def main() -> None:
    """The console script: start-up made quick, then the command line."""
    # No pydantic plugin is used; looking for them reads the metadata of every installed package (15 ms).
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(50_000)  # imports make many objects and no garbage
    from bot.cli.app import main as run

    run()
