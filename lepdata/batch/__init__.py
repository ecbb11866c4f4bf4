"""Parameters x notebooks in, executed notebooks out.

Each notebook runs through papermill by one of two engines: `standard`, a fresh kernel of this very interpreter (the
same on Linux, macOS and Windows), or `fork`, a child of a warm process (Linux and macOS; many times faster). One that
fails is kept with its error in it, and the others go on.
"""

from __future__ import annotations

from lepdata.batch.dask_cluster import cluster
from lepdata.batch.engines import chosen
from lepdata.batch.jobs import Job, Result, fingerprint
from lepdata.batch.parameters import check_parameters, declared_parameters
from lepdata.batch.plans import read_plan
from lepdata.batch.progress import reporter
from lepdata.batch.runner import run
from lepdata.batch.vocabulary import said, unknown_values
from lepdata.batch.workers import cpus

__all__ = [
    "Job",
    "Result",
    "check_parameters",
    "chosen",
    "cluster",
    "cpus",
    "declared_parameters",
    "fingerprint",
    "read_plan",
    "reporter",
    "run",
    "said",
    "unknown_values",
]
