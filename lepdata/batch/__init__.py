"""Parameters x notebooks in, executed notebooks out.

Each notebook runs through papermill, in a fresh kernel of this very interpreter, in a pool of spawned processes (so the
same on Linux, macOS and Windows). One that fails is kept with its error in it, and the others go on.
"""

from __future__ import annotations

from lepdata.batch.jobs import Job, Result, fingerprint
from lepdata.batch.parameters import check_parameters, declared_parameters
from lepdata.batch.progress import reporter
from lepdata.batch.runner import run
from lepdata.batch.workers import cpus

__all__ = ["Job", "Result", "check_parameters", "cpus", "declared_parameters", "fingerprint", "reporter", "run"]
