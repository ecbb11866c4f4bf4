"""papermill's way to the fork engine: papermill loads this at every start, whoever starts it, so it loads nothing."""

from __future__ import annotations

from typing import Any


class ForkEngine:
    """The engine of `papermill --engine lepdata-fork`; what it is built on comes in when a notebook is to be run."""

    @classmethod
    def execute_notebook(cls, nb: Any, kernel_name: str, **options: Any) -> Any:
        """Run a notebook."""
        return _engine().execute_notebook(nb, kernel_name, **options)

    @classmethod
    def nb_kernel_name(cls, nb: Any, name: str | None = None) -> str:
        """The kernel that the notebook asks for."""
        return str(_engine().nb_kernel_name(nb, name))

    @classmethod
    def nb_language(cls, nb: Any, language: str | None = None) -> str:
        """The language that the notebook is written in."""
        return str(_engine().nb_language(nb, language))


def _engine() -> Any:
    from lepdata.batch.engine import KeepingEngine

    return KeepingEngine
