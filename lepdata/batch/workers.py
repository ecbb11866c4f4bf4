"""How many processors there really are."""

from __future__ import annotations

import math
import os
from pathlib import Path

CGROUP = Path("/sys/fs/cgroup")


def cpus(cgroup: Path = CGROUP) -> int:
    """Processors that this process may use: those it is bound to, and no more than its control group allows.

    Parameters
    ----------
    cgroup : Path
        Where Linux shows the control group's limits.

    Returns
    -------
    int
        At least 1.
    """
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS or Windows
    bound = len(affinity(0)) if affinity else os.cpu_count() or 1
    share = allowed(cgroup)
    return max(1, bound if share is None else min(bound, math.ceil(share)))


def allowed(cgroup: Path) -> float | None:
    """The control group's share of processor time, in processors; None where it sets no limit (versions 2 and 1)."""
    try:
        quota, period = (cgroup / "cpu.max").read_text().split()[:2]
    except (OSError, ValueError):
        try:
            quota = (cgroup / "cpu" / "cpu.cfs_quota_us").read_text().strip()
            period = (cgroup / "cpu" / "cpu.cfs_period_us").read_text().strip()
        except OSError:
            return None
    try:
        share = int(quota) / int(period)
    except (ValueError, ZeroDivisionError):
        return None
    return share if share > 0 else None


LEAST = 1 << 30
OF_THE_MACHINE = 0.8


def memory_for_each(workers: int, cgroup: Path = CGROUP) -> int:
    """Bytes that each of so many notebooks may take, so that together they leave the machine a fifth.

    Parameters
    ----------
    workers : int
        Notebooks at a time.
    cgroup : Path
        Where Linux shows the control group's limits.

    Returns
    -------
    int
        At least a gigabyte; 0, for no limit, where it cannot be found out.
    """
    try:
        whole = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):  # Windows
        return 0
    for name in ("memory.max", "memory/memory.limit_in_bytes"):
        try:
            whole = min(whole, int((cgroup / name).read_text()))
        except (OSError, ValueError):  # "max" is no limit
            continue
    return max(LEAST, int(OF_THE_MACHINE * whole / workers))
