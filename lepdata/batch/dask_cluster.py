"""Notebooks on other machines: a Dask cluster as an executor.

The notebook travels to the worker and its pages travel back, so no folder need be shared. What Dask loses with a
worker it gives to another.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import Executor

from lepdata.errors import UsageError

WAIT = 30  # seconds for the scheduler to answer


@contextlib.contextmanager
def cluster(address: str, identity: Callable[[], str]) -> Iterator[Executor | None]:
    """An executor on the cluster at an address; None for no address.

    Parameters
    ----------
    address : str
        Of the scheduler, such as ``"tcp://10.0.0.5:8786"``; "" for none.
    identity : callable
        A function of a module that says which code and data there are; every worker must say what this machine says.

    Raises
    ------
    UsageError
        Dask is not installed, no scheduler or no worker is there, or a worker has other code or data.
    """
    if not address:
        yield None
        return
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--scheduler needs Dask. Install it with: pip install 'lepdata[cluster]'") from None
    try:
        client = Client(address, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError, ImportError) as error:
        raise UsageError(f"No Dask scheduler answers at {address} ({error or type(error).__name__}).") from None
    with client:
        _check(client.run(identity), identity(), address)
        executor = client.get_executor(pure=False)
        try:
            yield executor
        finally:
            executor.shutdown(wait=False)  # what is still there is cancelled


def _check(found: dict[str, str], here: str, address: str) -> None:
    if not found:
        raise UsageError(f"The scheduler at {address} has no worker. Start one: dask worker {address}")
    other = sorted(worker for worker, there in found.items() if there != here)
    if other:
        raise UsageError(
            f"These workers have another version of lepdata or of its data than this machine: {', '.join(other)}. "
            "Install the same on all of them."
        )
