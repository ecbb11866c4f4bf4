from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest


def cell(kind: str, source: str, tags: list[str] | None = None) -> dict:
    made = {
        "cell_type": kind,
        "metadata": {"tags": tags} if tags else {},
        "source": source,
        "id": f"c{abs(hash(source))}",
    }
    return made if kind == "markdown" else {**made, "outputs": [], "execution_count": None}


@pytest.fixture
def notebook(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a notebook: its name, the text of its parameters cell (or None), then code cells."""

    def write(name: str, parameters: str | None, *code: str) -> Path:
        cells = [cell("markdown", "# A toy")]
        if parameters is not None:
            cells.append(cell("code", parameters, ["parameters"]))
        cells += [cell("code", source) for source in code]
        path = tmp_path / f"{name}.ipynb"
        content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
        path.write_text(json.dumps(content), encoding="utf-8")
        return path

    return write
