"""Where people are talked to: Telegram, the terminal. All use the one answering core."""
