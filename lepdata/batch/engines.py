"""Which engine runs the notebooks, which modules it imports once for all, and where the work goes."""

from __future__ import annotations

import ast
import os
import sys
from collections.abc import Iterable, Sequence

from lepdata.batch.pools import ForkPool, RemotePool, SpawnPool
from lepdata.errors import UsageError, unknown

ENGINES = ("auto", "fork", "standard")
# Slow to import, and safe to fork afterwards: nothing is printed, no thread of Python's started, no state kept that a
# notebook could tell from a fresh import. Not matplotlib: it picks its backend while it is imported.
WARM = ("altair", "lepdata", "numpy", "pandas", "scipy.optimize", "scipy.special", "scipy.stats")


def chosen(engine: str) -> str:
    """The engine that a name stands for.

    Parameters
    ----------
    engine : str
        ``"auto"``, ``"fork"`` or ``"standard"``.

    Returns
    -------
    str
        ``"fork"`` or ``"standard"``. Left to choose, it forks on Linux alone: macOS can, but its own libraries start
        threads that a fork may meet, and it was not tried there.

    Raises
    ------
    UsageError
        There is no such engine, or not on this system.

    Examples
    --------
    >>> chosen("standard")
    'standard'
    """
    if engine not in ENGINES:
        raise unknown("engine", engine, ENGINES)
    if engine == "fork" and not hasattr(os, "fork"):
        raise UsageError("The engine 'fork' needs Linux or macOS. Use --engine standard, or leave it out.")
    if engine == "auto":
        return "fork" if sys.platform == "linux" else "standard"
    return engine


def imported(sources: Iterable[str]) -> list[str]:
    """Those modules of `WARM` that cells import, by their code.

    Examples
    --------
    >>> imported(["%matplotlib inline", "import pandas as pd, os", "from scipy import stats"])
    ['pandas', 'scipy.stats']
    """
    named: set[str] = set()
    for source in sources:
        try:
            nodes = list(ast.walk(ast.parse(source)))
        except SyntaxError:  # a magic, or wrong: then it is imported when it runs
            continue
        for node in nodes:
            if isinstance(node, ast.Import):
                named |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return [module for module in WARM if any(name == module or name.startswith(f"{module}.") for name in named)]


def pool(engine: str, workers: int, warm: Sequence[str], scratch: str, leftovers: Sequence[str]) -> RemotePool:
    """The processes that do the work; everything in `leftovers` is removed by them if this process is killed."""
    if engine == "standard":
        return SpawnPool(workers, leftovers)
    environment = {**os.environ, "IPYTHONDIR": os.path.join(scratch, "ipython"), "PYTHONHASHSEED": "0"}
    return ForkPool(workers, warm, environment, leftovers)
