"""The version of the rules: raised when one changes what is read, so that unchanged files are read again."""

EXTRACTOR_VERSION = 6
