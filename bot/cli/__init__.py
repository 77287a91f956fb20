"""The command `hoibaocao`. Commands import what they need when they run, so that --help is instant."""

from bot.cli.app import main

__all__ = ["main"]
