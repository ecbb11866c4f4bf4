"""The command line: one small module per command, no logic of its own."""

from lepdata.cli.main import main

__all__ = ["main"]
