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
    folder : Path, optional
        The folder in which the notebook runs; unless told an empty one of its own, which goes when it has run.
    """

    name: str
    notebook: Path
    parameters: dict[str, Literal] = field(hash=False)
    output: Path
    folder: Path | None = None


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
    seconds : float
        How long it took; for people who watch, and never written into an output.
    """

    job: Job
    ok: bool
    error: str | None = None
    fingerprint: str = ""
    resumed: bool = False
    seconds: float = field(default=0.0, compare=False)


@dataclass(frozen=True)
class Settings:
    """What holds for every notebook of a run.

    Attributes
    ----------
    engine : str
        ``"standard"`` or ``"fork"``.
    timeout : float or None
        Seconds that one cell may take.
    memory : int
        Bytes that one notebook's process may hold for data (Linux); 0 for no limit.
    shown : int
        Bytes that one notebook may print and display.
    scratch : str
        A folder for temporary files, which goes with the run; "" for the system's.
    """

    engine: str = "standard"
    timeout: float | None = 600.0
    memory: int = 0
    shown: int = 20_000_000
    scratch: str = ""


@dataclass(frozen=True)
class Work:
    """A job as it travels to whoever does it: all it takes is in it, so that no folder need be shared."""

    name: str
    notebook: bytes
    parameters: dict[str, Literal] = field(hash=False)
    folder: str
    fingerprint: str


@dataclass(frozen=True)
class Outcome:
    """What comes back: the executed notebook, the failure in one line, and whether a second try may help."""

    notebook: bytes = field(repr=False)
    error: str | None
    again: bool
    seconds: float


def fingerprint(job: Job, data_version: str, notebook: str = "") -> str:
    """What the output of a job depends on, as one SHA-256 in hexadecimal.

    Parameters
    ----------
    job : Job
        Its notebook's bytes, its parameters and its name count; where the output goes does not.
    data_version : str
        Anything else that a result depends on, such as the version of the code and the hash of data and rules.
    notebook : str
        The notebook's SHA-256 where it is known already.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    depends_on = {
        "name": job.name,
        "notebook": notebook or hashlib.sha256(job.notebook.read_bytes()).hexdigest(),
        "parameters": job.parameters,
        "data": data_version,
    }
    return hashlib.sha256(json.dumps(depends_on, sort_keys=True).encode()).hexdigest()


class Gone(RuntimeError):
    """The process that was to do a piece of work ended before it had done it: worth a second try."""
