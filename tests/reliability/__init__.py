"""What the program does with what it should not be given, and with more than it usually gets."""
