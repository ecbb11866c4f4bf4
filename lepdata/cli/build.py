"""`lepdata build`: data/raw -> data/processed."""

from __future__ import annotations

import argparse
from pathlib import Path

from lepdata.cli.codes import DONE

NAME = "build"
HELP = "rebuild the processed tables from the raw files and the rules"
EXAMPLE = "lepdata build"


def options(parser: argparse.ArgumentParser) -> None:
    """The command's own options."""
    parser.add_argument("--out", help="write the tables here instead of data/processed")


def run(given: argparse.Namespace) -> int:
    """Build and say what was written."""
    from lepdata.collections.build import build
    from lepdata.files import PROCESSED

    folder = Path(given.out) if given.out else PROCESSED
    written = build(folder)
    print(f"Wrote {len(written)} files into {folder}.")
    return DONE
