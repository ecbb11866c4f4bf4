"""Every module is imported by its own path: no name of a package hides the module of that name, in whatever order."""

import re
import subprocess
import sys
from pathlib import Path

import lepdata

ROOT = Path(lepdata.__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (*(ROOT / "lepdata").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py"))
    if path.stem != "__main__"
)
IMPORT = """
import os, sys
vars(os).pop("fork", None)  # Windows has none
for name in sys.stdin.read().split():
    try:
        exec(f"import {name} as found")
        assert found is sys.modules[name], f"found {found!r}"
    except Exception as error:
        print(f"import {name} as m: {type(error).__name__}: {error}")
"""


def test_a_path_names_its_module() -> None:
    """In a fresh interpreter, from the first to the last and from the last to the first; benchmarks run seldom."""
    assert {"lepdata", "lepdata.cli.commands", "benchmarks.bench"} <= set(MODULES)
    for names in (MODULES, MODULES[::-1]):
        run = [sys.executable, "-c", IMPORT]
        done = subprocess.run(run, cwd=ROOT, input=" ".join(names), capture_output=True, text=True)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_class_name_means_one_thing() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "lepdata").rglob("*.py")]
    names = re.findall(r"^class ([A-Z]\w+)", "".join(texts), re.MULTILINE)
    assert len(names) == len({*names})
