"""papermill's way to the fork engine: papermill loads this at every start, whoever starts it, so it loads nothing."""

from typing import Any


class _Engine:
    def __getattr__(self, name: str) -> Any:
        from lepdata.batch.runs import KeepingEngine

        return getattr(KeepingEngine, name)


ForkEngine = _Engine()
"""The engine of `papermill --engine lepdata-fork`; what it is built on comes in when a notebook is to be run."""
