"""An executed notebook with everything taken out that differs from run to run or from machine to machine."""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

# What to look for first (most texts have none, which is sooner seen), the pattern, and what to show in its stead; None
# for an identifier drawn by lot by altair or pandas, which is numbered. Patterns are bounded, or a picture of 100,000
# letters without a blank would take minutes.
DIFFERING = (
    ("ipykernel_", re.compile(r"[^\s\"'<>(]{0,300}ipykernel_\d+[\\/]\d+\.py"), "<cell>"),
    ("at 0x", re.compile(r"\bat 0x[0-9a-fA-F]{6,}"), "at 0x…"),
    ("altair-viz-", re.compile(r"(altair-viz-)[0-9a-f]{32}"), None),
    ("T_", re.compile(r"(?<![0-9A-Za-z])(T_)[0-9a-f]{5}(?=[_\"'\s{])"), None),
)
OF_PAPERMILL = ("papermill", "widgets", "execution")
PYTHON = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"file_extension": ".py", "mimetype": "text/x-python", "name": "python"},
}


def repeatable(notebook: dict[str, Any], stamp: dict[str, Any]) -> bytes:
    """The bytes of an executed notebook: the same for the same notebook, parameters, data and versions."""
    tidy = _tidier()
    kept = {key: value for key, value in notebook.get("metadata", {}).items() if key not in OF_PAPERMILL}
    whole = {
        "cells": [_cell(cell, number, tidy) for number, cell in enumerate(notebook["cells"], start=1)],
        "metadata": {**kept, **PYTHON, "lepdata": stamp},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    text = json.dumps(whole, separators=(",", ":"), ensure_ascii=False)  # indented it takes a sixth more
    return (text + "\n").encode("utf-8", "backslashreplace")


def clean(text: str) -> str:
    """A message without anyone's folders, addresses in memory or kernel file names."""
    return _tidier()(text)


def _cell(cell: dict[str, Any], number: int, tidy: Callable[[str], str]) -> dict[str, Any]:
    metadata = {key: value for key, value in cell.get("metadata", {}).items() if key not in OF_PAPERMILL}
    if not metadata.get("tags", True):
        del metadata["tags"]
    cell = {**cell, "id": f"cell-{number}", "metadata": metadata}
    if "outputs" in cell:
        cell["outputs"] = [_everywhere(output, tidy) for output in _merged(cell["outputs"])]
    return cell


def _merged(outputs: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Neighbouring pieces of one stream as one: where the pieces break depends on timing."""
    merged: list[dict[str, Any]] = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] += "".join(output["text"])
        elif output["output_type"] == "stream":
            merged.append({**output, "text": "".join(output["text"])})
        else:
            merged.append(output)
    return merged


def _everywhere(value: Any, tidy: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [_everywhere(item, tidy) for item in value]
    return {key: _everywhere(item, tidy) for key, item in value.items()} if isinstance(value, dict) else value


def _tidier() -> Callable[[str], str]:
    names: dict[str, str] = {}
    differing = (*DIFFERING, *_places())

    def numbered(match: re.Match[str]) -> str:
        """The identifier by the order in which it was met."""
        return names.setdefault(match[0], f"{match[1]}{len(names) + 1:05x}")

    def tidy(text: str) -> str:
        """One text without what differs between machines."""
        for mark, pattern, shown in differing:
            if mark in text:
                text = pattern.sub(shown or numbered, text)
        return text

    return tidy


def _places() -> Iterator[tuple[str, re.Pattern[str], str]]:
    """Folders of this machine, the innermost first, and what to show in their stead."""
    known = {
        str(Path(__file__).resolve().parents[2]): "…",
        sys.prefix: "<python>",
        sys.base_prefix: "<python>",
        str(Path(tempfile.gettempdir()).resolve()): "<temporary>",
        str(Path.home()): "~",
    }
    for place in sorted(known, key=len, reverse=True):
        if len(place) > 3:
            yield place, re.compile(rf"(?<![\w./-]){re.escape(place)}(?=[\\/])"), known[place]
