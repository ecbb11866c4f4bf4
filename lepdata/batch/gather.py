"""Hand work to an executor, take what comes back, and try once more what the machine, not the notebook, spoilt."""

from __future__ import annotations

import itertools
import queue
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from typing import TypeVar

from lepdata.batch.jobs import Outcome, Settings, Work

T = TypeVar("T")
AHEAD = 1000  # pieces of work that are handed over before the first is done: memory does not grow with the plan
TRIES = 2


def perform(work: Work, settings: Settings) -> Outcome:
    """`lepdata.batch.perform.perform`, imported where the work is done: papermill is slow to load."""
    from lepdata.batch import perform

    return perform.perform(work, settings)


def gather(
    executor: Executor,
    works: Iterable[tuple[T, Work]],
    settings: Settings,
    do: Callable[[Work, Settings], Outcome] = perform,
) -> Iterator[tuple[T, Outcome | Exception]]:
    """Everything done, in the order in which it is done.

    Parameters
    ----------
    executor : concurrent.futures.Executor
        Any; one that runs functions elsewhere must find lepdata there.
    works : iterable of (anything, Work)
        The first part comes back with the outcome.
    settings : Settings
        The same for all.
    do : callable
        What does one piece of work.

    Yields
    ------
    tuple
        What was given, with its `Outcome`, or with the exception that even a second try ended in.
    """
    done: queue.SimpleQueue[Future[Outcome]] = queue.SimpleQueue()
    waiting: dict[Future[Outcome], tuple[T, Work, int]] = {}

    def hand_over(key: T, work: Work, tries: int) -> None:
        """Give a piece of work to the executor, and note how often it was tried."""
        try:
            future = executor.submit(do, work, settings)
        except RuntimeError as error:  # the executor is broken or shut down
            future = Future()
            future.set_exception(error)
        waiting[future] = (key, work, tries)
        future.add_done_callback(done.put)

    coming = iter(works)
    for key, work in itertools.islice(coming, AHEAD):
        hand_over(key, work, 1)
    while waiting:
        future = done.get()
        key, work, tries = waiting.pop(future)
        outcome = _outcome(future)
        if tries < TRIES and (isinstance(outcome, Exception) or outcome.again):
            hand_over(key, work, tries + 1)
            continue
        for following in itertools.islice(coming, 1):
            hand_over(*following, 1)
        yield key, outcome


def _outcome(future: Future[Outcome]) -> Outcome | Exception:
    try:
        return future.result()
    except CancelledError as error:
        return RuntimeError(f"the work was cancelled {error}".strip())
    except Exception as error:
        return error
