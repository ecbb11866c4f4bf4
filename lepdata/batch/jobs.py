"""One notebook to run with one set of parameters, and what became of it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

Literal = str | int | float | bool | None


@dataclass(frozen=True)
class Job:
    """One notebook, its parameters and where the executed copy goes.

    Attributes
    ----------
    name : str
        A slug that is its own in the batch, such as ``"black-country"`` or ``"national"``.
    notebook : Path
        The notebook to run; it is only read.
    parameters : dict
        Values for its ``parameters`` cell: text, whole numbers, fractions, true or false, or None.
    output : Path
        The executed notebook to write.
    """

    name: str
    notebook: Path
    parameters: dict[str, Literal] = field(hash=False)
    output: Path


@dataclass(frozen=True)
class Result:
    """What became of a job.

    Attributes
    ----------
    job : Job
    ok : bool
        Whether every cell ran.
    error : str or None
        The failure in one line; None where `ok`.
    fingerprint : str
        Of what the job was run with (see `fingerprint`).
    resumed : bool
        True where an earlier run's output was still good and the notebook was not run again.
    """

    job: Job
    ok: bool
    error: str | None = None
    fingerprint: str = ""
    resumed: bool = False


def fingerprint(job: Job, data_version: str) -> str:
    """What the output of a job depends on, as one SHA-256 in hexadecimal.

    Parameters
    ----------
    job : Job
        Its notebook's bytes, its parameters and its name count; where the output goes does not.
    data_version : str
        Anything else that a result depends on, such as the version of the code and the hash of data and rules.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    depends_on = {
        "name": job.name,
        "notebook": hashlib.sha256(job.notebook.read_bytes()).hexdigest(),
        "parameters": job.parameters,
        "data": data_version,
    }
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()
