"""Tests of the Telegram channel, and the fake Bot API they run against."""
