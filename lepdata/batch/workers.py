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
